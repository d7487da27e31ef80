/** White cells that a marrow makes: a bar up to twice normal, with lines at the limit and at normal. */

import { session } from '../state/chosen';
import { useStore } from '../state/store';
import { bloodReading } from './bloodReading';

const WIDTH = 96;

interface MarrowGaugeProps {
  name: string;
  /** Circulating cells as a share of normal. */
  blood: number;
  normalGigaPerLitre: number;
}

export function MarrowGauge({ name, blood, normalGigaPerLitre }: MarrowGaugeProps) {
  const rules = useStore(session, ({ running }) => running.rules);
  const { count, limit, word } = bloodReading(blood, normalGigaPerLitre, rules);
  const full = 2 * normalGigaPerLitre;
  const at = (value: number) => WIDTH * Math.min(1, value / full);
  const limited = limit === null ? '' : `, limit ${limit.toFixed(1)}`;
  const reading = `${count.toFixed(1)}·10⁹/L`;
  return (
    <div class="gauge" data-word={word}>
      <meter
        aria-label={`White cells made by ${name}`}
        aria-valuetext={`${reading}, ${word}${limited}`}
        max={full}
        value={count}
      />
      <span>white cells</span>
      <svg width={WIDTH} height="12" aria-hidden="true">
        <rect class="gauge-room" y="2" width={WIDTH} height="8" />
        <rect y="2" width={at(count)} height="8" />
        {limit !== null && <line class="gauge-limit" x1={at(limit)} x2={at(limit)} y1="0" y2="12" />}
        <line x1={WIDTH / 2} x2={WIDTH / 2} y1="0" y2="12" />
      </svg>
      <span class="gauge-count">{reading}</span>
      <span class="gauge-word">
        {word}
        {limited}
      </span>
    </div>
  );
}
