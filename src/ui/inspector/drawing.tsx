/** One cell drawn from its state: membrane with pumps and transporters, drug outside and in, targets, genes. */
import type { ComponentChildren } from 'preact';
import type { CellState, DrugInside } from '../../kernel/inspect/inspector';
import type { Drug, Scenario } from '../../scenario/scenario';
import { digits, percent } from '../words/format';
import { Genes } from './genes';
import { TargetMark } from './marks';
import {
  CELL,
  HEIGHT,
  insidePlaces,
  MOST_DOTS,
  MOST_METABOLITES,
  MOST_TARGETS,
  metabolitePlaces,
  NUCLEUS,
  onMembrane,
  outsidePlaces,
  type Point,
  targetPlaces,
  WIDTH,
} from './room';
import { carriersFor, dotsFor, pumpsFor, targetsFor } from './scale';

const MOST_PUMPS = 15;
const CARRIERS = [-150, -144, -138, -132];
const TRANSPORTERS = [-80, -73];
const pumpAngle = (index: number) => -60 + index * 5.6;

interface DrawingProps {
  cell: CellState;
  scenario: Scenario;
  /** The drug shown; -1: there is none. */
  index: number;
}

export function Drawing({ cell, scenario, index }: DrawingProps) {
  const inside = cell.drugs[index];
  const drug = scenario.drugs[index];
  return (
    <svg class="cell" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={spoken(cell, drug, inside)}>
      <ellipse class="cytoplasm" cx={CELL.x} cy={CELL.y} rx={CELL.across} ry={CELL.down} />
      <ellipse class="membrane" cx={CELL.x} cy={CELL.y} rx={CELL.across + 3} ry={CELL.down + 3} />
      <ellipse class="membrane" cx={CELL.x} cy={CELL.y} rx={CELL.across - 3} ry={CELL.down - 3} />
      <ellipse class="nucleus" cx={NUCLEUS.x} cy={NUCLEUS.y} rx={NUCLEUS.across} ry={NUCLEUS.down} />
      <Pumps cell={cell} drug={drug} />
      {drug !== undefined && inside !== undefined && (
        <>
          <Transporters cell={cell} drug={drug} inside={inside} />
          <Molecules inside={inside} />
          <Targets inside={inside} />
          <text class="label" x="6" y="14">
            {drug.name} outside
          </text>
          <text class="value" x="6" y="29">
            {digits(inside.outside)} µM
          </text>
          <text class="label" x={CELL.x} y="84" text-anchor="middle">
            free inside
          </text>
          <text class="value" x={CELL.x} y="98" text-anchor="middle">
            {digits(inside.drug.free)} µM
          </text>
        </>
      )}
      <Genes cell={cell} scenario={scenario} />
    </svg>
  );
}

/** The drawing in a sentence. */
function spoken(cell: CellState, drug: Drug | undefined, inside: DrugInside | undefined): string {
  const pump = `pump expression ${digits(cell.pump)}`;
  if (drug === undefined || inside === undefined) return `A cell without drug; ${pump}.`;
  const { target } = inside;
  const engaged =
    target === null || target.total === 0
      ? ''
      : `; ${percent(target.bound / target.total)} of ${drug.target} bound`;
  return (
    `A cell with ${digits(inside.drug.total)} µM ${drug.name} inside, ${digits(inside.outside)} µM outside` +
    `${engaged}; ${pump}.`
  );
}

/** A symbol across the membrane, its outer side up. */
function Across({ at, children }: { at: number; children: ComponentChildren }) {
  const { x, y, turn } = onMembrane(at);
  return <g transform={`translate(${x} ${y}) rotate(${turn})`}>{children}</g>;
}

function Pumps({ cell, drug }: { cell: CellState; drug: Drug | undefined }) {
  const shown = pumpsFor(cell.pump, MOST_PUMPS);
  const idle = drug !== undefined && drug.pumpStrength === 0;
  return (
    <g class="pumps" data-idle={idle || undefined}>
      {Array.from({ length: MOST_PUMPS }, (_, i) => (
        <g key={i} class="fades" data-shown={i < shown || undefined}>
          <Across at={pumpAngle(i)}>
            <path class="body" d="M-4 8 L-2.2 -6 L2.2 -6 L4 8 Z" />
            <path class="arrow" d="M0 4 V-13 M-3 -9.5 L0 -13 L3 -9.5" />
          </Across>
        </g>
      ))}
      <text class="label" x={WIDTH - 6} y="14" text-anchor="end">
        P-glycoprotein
      </text>
      <text class="value" x={WIDTH - 6} y="29" text-anchor="end">
        {cell.pump === 0 ? 'none' : `×${digits(cell.pump)}`}
        {cell.pump > 0 && idle && ', not for this drug'}
        {cell.pump > 0 && !idle && cell.pumpActivity < 0.995 && `, ${percent(cell.pumpActivity)} active`}
      </text>
    </g>
  );
}

function Transporters({ cell, drug, inside }: { cell: CellState; drug: Drug; inside: DrugInside }) {
  const carriers = drug.carrierVmaxMicromolarPerHour > 0 ? carriersFor(cell.carrier) : 0;
  const linear = inside.fluxes.linearOut > 0 || drug.linearEffluxPerHour > 0;
  return (
    <>
      {CARRIERS.map((at, i) => (
        <g key={at} class="carrier fades" data-shown={i < carriers || undefined}>
          <Across at={at}>
            <path class="body" d="M-4.5 -7 L-2 7 L2 7 L4.5 -7 Z" />
            <path class="arrow" d="M0 -12 V9 M-3 5.5 L0 9 L3 5.5" />
          </Across>
        </g>
      ))}
      {carriers > 0 && (
        <text class="small" x="44" y="74" text-anchor="middle">
          carrier {percent(cell.carrier)}
        </text>
      )}
      {linear &&
        TRANSPORTERS.map((at) => (
          <g key={at} class="transporter">
            <Across at={at}>
              <rect class="body" x="-3" y="-7" width="6" height="14" rx="2" />
              <path class="arrow" d="M0 6 V-12 M-3 -8.5 L0 -12 L3 -8.5" />
            </Across>
          </g>
        ))}
      <g class="diffusion">
        <Across at={-112}>
          <path class="arrow" d="M0 -12 V11 M-3 7.5 L0 11 L3 7.5" />
        </Across>
        <Across at={-107}>
          <path class="arrow" d="M0 12 V-11 M-3 -7.5 L0 -11 L3 -7.5" />
        </Across>
      </g>
    </>
  );
}

function Dots({ places, shown, name }: { places: readonly Point[]; shown: number; name: string }) {
  return (
    <g class={name}>
      {places.map(([x, y], i) => (
        <circle key={i} class="fades" data-shown={i < shown || undefined} cx={x} cy={y} r="2.7" />
      ))}
    </g>
  );
}

function Molecules({ inside }: { inside: DrugInside }) {
  const kept = dotsFor(inside.metabolite?.free ?? 0, MOST_METABOLITES);
  return (
    <>
      <Dots name="molecules" places={outsidePlaces} shown={dotsFor(inside.outside, MOST_DOTS)} />
      <Dots name="molecules" places={insidePlaces} shown={dotsFor(inside.drug.free, MOST_DOTS)} />
      <g class="metabolites">
        {metabolitePlaces.map(([x, y], i) => (
          <path
            key={i}
            class="fades"
            data-shown={i < kept || undefined}
            d={`M${x} ${y - 3.6} L${x + 3.6} ${y} L${x} ${y + 3.6} L${x - 3.6} ${y} Z`}
          />
        ))}
      </g>
    </>
  );
}

function Targets({ inside }: { inside: DrugInside }) {
  if (inside.target === null) return null;
  const { drawn, bound } = targetsFor(inside.target.total, inside.target.bound, MOST_TARGETS);
  return (
    <>
      {targetPlaces.map(([x, y], i) => (
        <g key={i} class="fades" data-shown={i < drawn || undefined}>
          <g transform={`translate(${x} ${y})`}>
            <TargetMark bound={i < bound} />
          </g>
        </g>
      ))}
    </>
  );
}
