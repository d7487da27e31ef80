/**
 * The drug catalogue: what is known of each substance, and scenario blocks made from it. Targets come with it,
 * so that drugs which share one (paclitaxel and vincristine, the BCR-ABL inhibitors) meet the same molecule.
 */
import { bcrAblResponse, bcrAblVariants } from './bcrAbl';
import {
  cisplatin,
  doxorubicin,
  methotrexate,
  paclitaxel,
  temozolomide,
  vincristine,
} from './drugs/cytotoxic';
import { dasatinib, imatinib, nilotinib, ponatinib } from './drugs/kinase';
import { assumed, type Known, type KnownDrug, type KnownInhibitor, type TargetName } from './drugs/known';
import { tamoxifen, tariquidar, verapamil } from './drugs/other';
import type { Drug, DrugTissue, Inhibitor, Pharmacokinetics, Retained, Schedule, Target } from './scenario';

export type { Known, KnownDrug, KnownInhibitor, TargetName } from './drugs/known';

export const drugCatalogue = {
  methotrexate,
  imatinib,
  dasatinib,
  nilotinib,
  ponatinib,
  doxorubicin,
  paclitaxel,
  vincristine,
  cisplatin,
  temozolomide,
  tamoxifen,
} satisfies Record<string, KnownDrug>;
export type DrugName = keyof typeof drugCatalogue;
export const drugNames = Object.keys(drugCatalogue) as DrugName[];

export const inhibitorCatalogue = { tariquidar, verapamil } satisfies Record<string, KnownInhibitor>;
export type InhibitorName = keyof typeof inhibitorCatalogue;

/** µM of cell water at one copy. */
export const targetAbundance: Record<TargetName, Known> = {
  DHFR: assumed(0.5, '0.5–1 µM'),
  'BCR-ABL': assumed(0.08, '0.05–0.1 µM'),
  'topoisomerase II': assumed(0.5),
  tubulin: assumed(20, '15–20 µM'),
  'estrogen receptor': assumed(0.03, '0.02–0.05 µM'),
};

/** A part of a scenario's drug; what is left out takes its default when the scenario is completed. */
export type Changes<Agent> = Omit<Partial<Agent>, 'pharmacokinetics' | 'schedule' | 'retained' | 'tissue'> & {
  pharmacokinetics?: Partial<Pharmacokinetics>;
  schedule?: Partial<Schedule>;
  retained?: Partial<Retained>;
  tissue?: Partial<DrugTissue>;
};

type KnownSubstance = KnownDrug | KnownInhibitor;

function values(known: Record<string, Known | undefined>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(known).flatMap(([key, each]) => (each ? [[key, each.value] as const] : [])),
  );
}

function leaves({ acts, ...numbers }: NonNullable<KnownDrug['retained']>): Partial<Retained> {
  return { acts, ...values(numbers) };
}

function agent({ name, molarMass, plasma, cell }: KnownSubstance): Changes<Drug & Inhibitor> {
  return {
    name,
    molarMass,
    unboundFraction: plasma.unboundFraction.value,
    ...values(cell),
    pharmacokinetics: {
      route: plasma.route,
      compartments: plasma.compartments,
      ...values(plasma.kinetics),
    },
    schedule: values(plasma.schedule),
  };
}

function merged<T>(block: Changes<T>, changes: Changes<T>): Changes<T> {
  const retained =
    block.retained || changes.retained ? { ...block.retained, ...changes.retained } : undefined;
  const tissue = block.tissue || changes.tissue ? { ...block.tissue, ...changes.tissue } : undefined;
  return {
    ...block,
    ...changes,
    pharmacokinetics: { ...block.pharmacokinetics, ...changes.pharmacokinetics },
    schedule: { ...block.schedule, ...changes.schedule },
    ...(retained === undefined ? {} : { retained }),
    ...(tissue === undefined ? {} : { tissue }),
  };
}

/**
 * A block for `drugs` of a scenario, with the usual dose unless `changes` give another. The scenario needs the target
 * of {@link targetFromCatalogue} beside it.
 */
export function drugFromCatalogue(name: DrugName, changes: Changes<Drug> = {}): Changes<Drug> {
  const known: KnownDrug = drugCatalogue[name];
  const { target, response, panel, retained } = known;
  const block: Changes<Drug> = {
    ...agent(known),
    target,
    ...(panel === undefined ? { response } : bcrAblResponse(panel)),
    ...(retained === undefined ? {} : { retained: leaves(retained) }),
    tissue: values(known.tissue),
  };
  return merged(block, changes);
}

/** The drug in culture: held at a level from outside, with no serum that binds it. */
export function drugInCulture(
  name: DrugName,
  levelMicromolar: number,
  changes: Changes<Drug> = {},
): Changes<Drug> {
  const held: Changes<Drug> = {
    unboundFraction: 1,
    pharmacokinetics: { route: 'level' },
    schedule: { levelMicromolar, infusionHours: 0, doses: 0 },
  };
  return drugFromCatalogue(name, merged(held, changes));
}

/** A block for `inhibitor` of a scenario. */
export function inhibitorFromCatalogue(
  name: InhibitorName,
  changes: Changes<Inhibitor> = {},
): Changes<Inhibitor> {
  const known: KnownInhibitor = inhibitorCatalogue[name];
  return merged({ ...agent(known), competitive: known.competitive.value }, changes);
}

/** A block for `targets` of a scenario; BCR-ABL comes with its variants and their shares. */
export function targetFromCatalogue(name: TargetName, changes: Partial<Target> = {}): Partial<Target> {
  const variants = name === 'BCR-ABL' ? { variants: bcrAblVariants() } : {};
  return { name, abundanceMicromolar: targetAbundance[name].value, ...variants, ...changes };
}

/** Clearances of a barrier relative to its passive permeability (docs/model.md (68)). */
interface Barrier {
  /** Efflux by P-glycoprotein, which an inhibitor lowers. */
  pumpOverPermeability: number;
  /** All other loss. */
  bulkOverPermeability: number;
}

/** K_p,uu = 1/(1 + pump + bulk) with the pump at work, 1/(1 + bulk) without it. */
export function brainBarrier(name: DrugName): Barrier {
  const { unboundRatio, foldWithoutPump } = drugCatalogue[name].barrier;
  const without = Math.min(1, unboundRatio.value * foldWithoutPump.value);
  return {
    pumpOverPermeability: 1 / unboundRatio.value - 1 / without,
    bulkOverPermeability: 1 / without - 1,
  };
}
