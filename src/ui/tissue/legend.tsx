/** What the colours mean, with units: of cells, and of what lies over them. */
import { useEffect, useState } from 'preact/hooks';
import { placeOf, type Range } from '../../kernel/read/ramp';
import type { TissueShape } from '../../worker/pictures/tissueMessages';
import { inspected } from '../inspector/open';
import { type CountMark, classMarks } from '../readouts/classes';
import { split, subclassMarks } from '../readouts/subclasses';
import { classColour, dark, inks } from '../shell/theme';
import { session } from '../state/chosen';
import { run } from '../state/run';
import type { Store } from '../state/store';
import { power } from '../words/format';
import { activityPatches } from './activity';
import { type RampName, rampCss } from './draw/colour';
import { copyColours, fluidRange, founderColour, muted, rampFrom, rampOf, rangeOf, stepHours } from './looks';
import { amountScale, asVolume, type Choice, choice, overlay } from './state';

export interface Patch {
  colour: string;
  label: string;
  /** A disc in a ring, as vessels are drawn, or only a ring. */
  ring?: 'filled' | 'hollow';
}

export interface Ramp {
  title: string;
  unit: string;
  name: RampName;
  ticks: { at: number; label: string }[];
}

interface Meaning {
  patches: Patch[];
  ramp: Ramp | null;
}

const FEW_TICKS = 5;

/** Round values have no trailing zeros. */
const numberText = (value: number) => (value >= 0.001 || value === 0 ? String(value) : power(value));

/** Round values along a ramp. */
function ticksOf(range: Range, perUnit = 1): Ramp['ticks'] {
  const values: number[] = [];
  const { low, high, logarithmic } = range;
  if (logarithmic) {
    for (let exponent = Math.ceil(Math.log10(low) - 1e-9); 10 ** exponent <= high * 1.0001; exponent++) {
      values.push(10 ** exponent);
    }
  } else {
    const span = (high - low) * perUnit;
    const unit = 10 ** Math.floor(Math.log10(span / (FEW_TICKS - 1)));
    const step = unit * ([1, 2, 2.5, 5, 10].find((times) => span / (times * unit) <= FEW_TICKS) ?? 10);
    for (let tick = 0; tick <= span * 1.0001; tick += step) values.push(low + tick / perUnit);
  }
  return values.map((value) => ({
    at: placeOf(value, range),
    label: numberText(Number((value * perUnit).toPrecision(3))),
  }));
}

/**
 * What cells look like in a palette.
 * @param dishes whether cells without places are seen too
 */
export function meaningOf(shown: Choice, shape: TissueShape, dishes: boolean): Meaning {
  const { normal, debris, vessel } = muted();
  const also: Patch[] = [
    ...(shape.normal && !asVolume.value ? [{ colour: normal, label: 'normal tissue' }] : []),
    ...(shape.debris ? [{ colour: debris, label: 'dead' }] : []),
    ...(shape.vessels > 0 && !asVolume.value
      ? [
          {
            colour: vessel,
            label: shape.vesselsClose ? 'vessel, a ring where closed' : 'vessel',
            ring: 'filled' as const,
          },
        ]
      : []),
    ...(inspected.value !== null && !asVolume.value
      ? [{ colour: inks().ink, label: 'cell followed, and its line', ring: 'hollow' as const }]
      : []),
  ];
  if (shown.palette === 'activity' && shape.oxygen !== null) {
    if (dishes) also.push({ colour: normal, label: 'well mixed: no oxygen is followed' });
    return { patches: [...activityPatches(shape.oxygen, dark.value), ...also], ramp: null };
  }
  const range = rangeOf(shown, shape);
  if (range !== null) {
    if (dishes && shown.palette === 'oxygen') {
      also.push({ colour: normal, label: 'well mixed: no oxygen is followed' });
    }
    const title = titleOf(shown);
    const name = rampOf(shown.palette);
    const perUnit = shown.palette === 'birth' ? stepHours() / 24 : 1;
    const unit = shown.palette === 'oxygen' ? 'mmHg' : shown.palette === 'birth' ? 'day' : 'µM';
    return { patches: also, ramp: { title, unit, name, ticks: ticksOf(range, perUnit) } };
  }
  if (shown.palette === 'class') {
    const patches = presentMarks().map((mark) => ({ colour: classColour(mark), label: mark.label }));
    return { patches: [...patches, ...also], ramp: null };
  }
  if (shown.palette === 'clone') {
    const patches = [
      { colour: founderColour(), label: 'founder’s clone' },
      { colour: 'clones', label: 'a colour per clone' },
    ];
    return { patches: [...patches, ...also], ramp: null };
  }
  const first = shown.palette === 'pump' ? 0 : 1;
  const patches = copyColours().map((colour, rung) => ({ colour, label: copyLabel(rung, first) }));
  return { patches: [...patches, ...also], ramp: null };
}

/** Classes that have cells; where they are split, their parts in place of those that have any. */
function presentMarks(): CountMark[] {
  const { cellsByClass, cellsBySubclass, parts: compartments, shown } = run.value;
  // All compartments are seen, whichever of them plots and counts are of.
  const isPresent = (index: number) =>
    compartments.some((each) => (each.cellsByClass[index] ?? 0) > 0) || (cellsByClass[index] ?? 0) > 0;
  const classes = classMarks.filter((_, index) => index === 0 || isPresent(index));
  if (!split.value) return classes;
  const marks = subclassMarks(session.value.running.targets);
  // Counts of parts are of the compartment that is looked at; others may have any of their classes.
  const others = shown >= 0 && compartments.length > 0;
  const parts = marks.filter(
    (mark, index) =>
      (cellsBySubclass[index] ?? 0) > 0 || (others && classes.some(({ name }) => name === mark.of)),
  );
  return [...classes.filter(({ name }) => !marks.some(({ of }) => of === name)), ...parts];
}

/** Rungs of copies as the painter has them (drawing.ts): as founded, then by doubling. */
function copyLabel(rung: number, first: number): string {
  const last = copyColours().length - 1;
  if (rung === 0) return first === 0 ? 'none' : '1 copy';
  const from = 2 ** (first === 0 ? rung - 1 : rung);
  if (rung === last) return `${from} or more`;
  return from === 2 * from - 1 ? String(from) : `${from}–${2 * from - 1}`;
}

function titleOf({ palette, index }: Choice): string {
  if (palette === 'oxygen') return 'oxygen at the cell';
  if (palette === 'birth') return 'clone arose on';
  return `${session.value.drugNames[index] ?? 'drug'} inside`;
}

export function fluidMeaning(field: number | 'oxygen', shape: TissueShape): Ramp {
  const range = fluidRange(field, shape);
  return field === 'oxygen'
    ? { title: 'over: oxygen', unit: 'mmHg', name: 'cividis', ticks: ticksOf(range) }
    : {
        title: `over: ${session.value.drugNames[field] ?? 'drug'} in the fluid`,
        unit: 'µM',
        name: 'viridis',
        ticks: ticksOf(range),
      };
}

interface Said {
  cells: Meaning;
  over: Ramp | null;
}

export function Legends({ shape, dishes }: { shape: TissueShape; dishes: boolean }) {
  // As text it renders again only when what it says has changed.
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    const say = () => {
      const over = overlay.value === null || asVolume.value ? null : fluidMeaning(overlay.value, shape);
      setText(JSON.stringify({ cells: meaningOf(choice.value, shape, dishes), over } satisfies Said));
    };
    say();
    const stops = [run, choice, overlay, amountScale, asVolume, dark, inspected, split].map((store) =>
      (store as Store<unknown>).watch(say),
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, [shape, dishes]);
  if (text === null) return <section class="tissue-legends" aria-label="Legend" />;
  const { cells, over }: Said = JSON.parse(text);
  return (
    <section class="tissue-legends" aria-label="Legend">
      {cells.ramp !== null && <RampLegend ramp={cells.ramp} />}
      {over !== null && <RampLegend ramp={over} />}
      <ul class="tissue-patches">
        {cells.patches.map(({ colour, label, ring }) => (
          <li key={label}>
            <span
              class="tissue-patch"
              data-ring={ring}
              style={ring === 'hollow' ? undefined : { background: colour === 'clones' ? CLONES : colour }}
            />
            {label}
          </li>
        ))}
      </ul>
    </section>
  );
}

const CLONES = 'linear-gradient(to right, #c8553d, #8a8d00, #2f9e6e, #2f7fd0, #9a5fc4)';

function RampLegend({ ramp: { title, unit, name, ticks } }: { ramp: Ramp }) {
  return (
    <div class="tissue-ramp">
      <span class="tissue-ramp-title">
        {title}, {unit}
      </span>
      <span class="tissue-ramp-scale">
        <span class="tissue-ramp-bar" style={{ background: rampCss(name, rampFrom()) }} />
        {ticks.map(({ at, label }) => (
          <span key={label} class="tissue-tick" style={{ left: `${at * 100}%` }}>
            {label}
          </span>
        ))}
      </span>
    </div>
  );
}
