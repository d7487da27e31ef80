/** Neutrophils that a marrow makes: a bar up to twice normal, with lines at the limit and at normal. */
import { NORMAL_GIGA_PER_LITRE } from '../patient/marrow';
import { bloodReading } from './bloodReading';
import { session } from './session';
import { useStore } from './store';

const WIDTH = 96;
const FULL = 2 * NORMAL_GIGA_PER_LITRE;
const at = (count: number) => WIDTH * Math.min(1, count / FULL);

export function MarrowGauge({ name, share }: { name: string; share: number }) {
  const rules = useStore(session, ({ running }) => running.rules);
  const { count, limit, word } = bloodReading(share, rules);
  const limited = limit === null ? '' : `, limit ${limit.toFixed(1)}`;
  const reading = `${count.toFixed(1)}·10⁹/L`;
  return (
    <div class="gauge" data-word={word}>
      <meter
        aria-label={`Neutrophils made by ${name}`}
        aria-valuetext={`${reading}, ${word}${limited}`}
        max={FULL}
        value={count}
      />
      <span>neutrophils</span>
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
