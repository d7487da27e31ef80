/** What every number of the tables rests on, in one list: defaults, the drug catalogue, targets, BCR-ABL. */
import { alleles, ponatinibNanomolar, SERUM_SHIFT, wildType } from './bcrAbl';
import {
  drugCatalogue,
  inhibitorCatalogue,
  type Known,
  type KnownDrug,
  type KnownInhibitor,
  targetAbundance,
} from './drugs';
import { parameterAt, parameters } from './parameters';
import { getPath } from './path';
import { presets } from './presets/index';
import type { Mark, MarkKind } from './sources';

export interface MarkedNumber {
  /** Path of a default (`drugs[].hill`), or owner and path of a catalogue value (`paclitaxel pharmacokinetics.…`). */
  name: string;
  value: number | boolean | string;
  unit: string;
  mark: Mark;
}

/** Values of one substance of the catalogue, by their path below `drugs[]` or `inhibitor`. */
export function substanceNumbers(known: KnownDrug | KnownInhibitor): [path: string, value: Known<unknown>][] {
  const under = (part: string, numbers: object): [string, Known<unknown>][] =>
    Object.entries(numbers).flatMap(([key, each]) =>
      isKnown(each) ? [[part === '' ? key : `${part}.${key}`, each] as const] : [],
    );
  const drug = 'barrier' in known ? known : null;
  return [
    ...under('', known.cell),
    ...under('', { unboundFraction: known.plasma.unboundFraction }),
    ...under('pharmacokinetics', known.plasma.kinetics),
    ...under('schedule', known.plasma.schedule),
    ...under('', 'competitive' in known ? { competitive: known.competitive } : {}),
    ...under('retained', drug?.retained ?? {}),
    ...under('tissue', drug?.tissue ?? {}),
    ...under('barrier', drug?.barrier ?? {}),
  ];
}

function isKnown(each: unknown): each is Known<unknown> {
  return typeof each === 'object' && each !== null && 'mark' in each;
}

export const substances: readonly (KnownDrug | KnownInhibitor)[] = [
  ...Object.values(drugCatalogue),
  ...Object.values(inhibitorCatalogue),
];

const PANEL: Mark = { kind: 'cited', source: 'leighowCode', where: 'table of IC50 and Hill exponents' };
const BIAS: Mark = { kind: 'cited', source: 'leighowCode', where: 'normalised mutation probabilities' };
const PONATINIB: Mark = { kind: 'cited', source: 'ohare2009', where: 'IC50 of BCR-ABL and of T315I' };
const QUOTED: Mark = { kind: 'assumed', why: 'as quoted from O’Hare et al. 2009; not seen there' };
/** Alleles whose IC50 of ponatinib was seen in the source. */
const SEEN = ['WT', 'T315I', 'E255V'];

function bcrAblNumbers(): MarkedNumber[] {
  const curves = [wildType, ...alleles].flatMap((allele) =>
    (['imatinib', 'nilotinib', 'dasatinib', 'bosutinib'] as const).flatMap((inhibitor) => {
      const [half, hill] = allele[inhibitor];
      const name = `BCR-ABL ${allele.name} ${inhibitor}`;
      return [
        { name: `${name} IC50`, value: half, unit: 'nM', mark: PANEL },
        { name: `${name} Hill exponent`, value: hill, unit: '', mark: PANEL },
      ];
    }),
  );
  const shares = alleles.map(({ name, share }) => ({
    name: `BCR-ABL ${name} probability`,
    value: share,
    unit: '',
    mark: BIAS,
  }));
  const ponatinib = Object.entries(ponatinibNanomolar).map(([name, value]) => ({
    name: `BCR-ABL ${name} ponatinib IC50`,
    value,
    unit: 'nM',
    mark: SEEN.includes(name) ? PONATINIB : QUOTED,
  }));
  const bosutinib: MarkedNumber = {
    name: 'bosutinib serum shift',
    value: SERUM_SHIFT.bosutinib,
    unit: '',
    mark: { kind: 'assumed', why: '287/159, uncredited in the code of Leighow et al. 2020' },
  };
  return [...curves, ...shares, ...ponatinib, bosutinib];
}

/**
 * Every number that claims something, with its mark; choices of the user's (seed, dose, size) are left out, and of the
 * presets' own values those that are assumed.
 */
export function markedNumbers(): MarkedNumber[] {
  const defaults = parameters.flatMap(({ path, default: value, unit, mark }) =>
    mark === null ? [] : [{ name: path, value, unit, mark }],
  );
  const catalogue = substances.flatMap((known) =>
    substanceNumbers(known).map(([path, { value, mark }]) => ({
      name: `${known.name} ${path}`,
      value: value as number | boolean,
      unit: unitOf(path),
      mark,
    })),
  );
  const targets = Object.entries(targetAbundance).map(([name, { value, mark }]) => ({
    name: `${name} abundance`,
    value,
    unit: 'µM',
    mark,
  }));
  const own = presets.flatMap(({ title, scenario, marks }) =>
    Object.entries(marks ?? {}).map(([path, mark]) => ({
      name: `${title}: ${path}`,
      value: getPath(scenario, path) as number,
      unit: parameterAt(path)?.unit ?? '',
      mark,
    })),
  );
  return [...defaults, ...catalogue, ...targets, ...bcrAblNumbers(), ...own];
}

function unitOf(path: string): string {
  const found = parameterAt(`drugs[].${path}`) ?? parameterAt(`inhibitor.${path}`);
  return found?.unit ?? '';
}

export function markCounts(numbers: readonly MarkedNumber[]): Record<MarkKind, number> {
  const counts = { cited: 0, derived: 0, assumed: 0 };
  for (const { mark } of numbers) counts[mark.kind]++;
  return counts;
}
