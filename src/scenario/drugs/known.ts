/** The form of the drug catalogue: every number with what it rests on. */
import type { AblInhibitor } from '../bcrAbl';
import type { Drug, DrugTissue, Inhibitor, Pharmacokinetics, Retained, Schedule } from '../scenario';
import type { Mark, SourceName } from '../sources';

/** A number with what it rests on. */
export type Known<T = number> = { value: T; mark: Mark };

/** The source gives this number; `where` says at which place of it. */
export function cited<T>(value: T, source: SourceName, where: string): Known<T> {
  return { value, mark: { kind: 'cited', source, where } };
}

/** It follows from numbers of the sources; `how` states the calculation. */
export function derived<T>(value: T, from: readonly SourceName[], how: string): Known<T> {
  return { value, mark: { kind: 'derived', from, how } };
}

/** Our calibration, of the right order of magnitude; `why` says what it was chosen by. */
export function assumed<T>(value: T, why = ''): Known<T> {
  return { value, mark: { kind: 'assumed', why } };
}

type NumberKey<T> = { [K in keyof T]: T[K] extends number ? K : never }[keyof T];
type Numbers<T> = { [K in NumberKey<T>]?: Known };

/** Entries are named as in the scenario, so that the parameter tables give their labels and units. */
type KnownPlasma = {
  route: Pharmacokinetics['route'];
  compartments: number;
  kinetics: Numbers<Omit<Pharmacokinetics, 'compartments'>>;
  /** The usual dose for an adult of 1.8 m². */
  schedule: Numbers<Schedule>;
  /** Share of the total plasma level that acts: the free share, or the reciprocal of a measured serum shift. */
  unboundFraction: Known;
};

interface KnownBarrier {
  /** Unbound level in the brain over unbound level in plasma (K_p,uu), with a normal barrier. */
  unboundRatio: Known;
  /** How many times higher it is with P-glycoprotein of the barrier absent. */
  foldWithoutPump: Known;
}

interface KnownAgent {
  name: string;
  /** What it does, in one sentence. */
  action: string;
  formula: string;
  /** g/mol; a test holds it against the formula. */
  molarMass: number;
  plasma: KnownPlasma;
}

export interface KnownDrug extends KnownAgent {
  /**
   * How the target and the effect go together. `inhibitor`: the cell needs the target free; `poison`: the bound target
   * does the harm; `antagonist`: it displaces a growth signal; `damage`: it harms without a target of limited number.
   */
  mode: 'inhibitor' | 'poison' | 'antagonist' | 'damage';
  harm: 'cytotoxic' | 'cytostatic' | 'both';
  /** Phases in which cells are at risk. */
  phases: 'any' | 'S' | 'M' | 'S and G2' | 'G1';
  target: TargetName | '';
  response: Drug['response'];
  /** Uptake, efflux, binding and effect. */
  cell: Numbers<Drug>;
  /** What it leaves in a cell. */
  retained?: { acts: 'binds' | 'damages' } & Numbers<Retained>;
  /** Efflux by pumps other than P-glycoprotein, or loss that is no pump at all: what `linearEffluxPerHour` stands for. */
  linearEfflux: string;
  /** Published dose–response per allele of BCR-ABL, instead of half effect and exponent in `cell`. */
  panel?: AblInhibitor;
  barrier: KnownBarrier;
  /** Between the cells of a tissue. */
  tissue: Numbers<DrugTissue>;
}

export interface KnownInhibitor extends KnownAgent {
  competitive: Known<boolean>;
  cell: Numbers<Inhibitor>;
}

export type TargetName = 'DHFR' | 'BCR-ABL' | 'topoisomerase II' | 'tubulin' | 'estrogen receptor';

/** The cell's passive exchange where nothing better is known: 10⁻⁶ cm/s over a surface of 0.4 per µm. */
export const passive = assumed(14, 'permeability 10⁻⁶ cm/s, surface 0.4 µm²/µm³');

/** Body surface that doses per square metre are turned into milligrams by. */
export const BODY_SQUARE_METRES = 1.8;

/**
 * Between cells, where nothing better is known: diffusion falls with the 3/4th power of the molar mass from doxorubicin's
 * (assumed; measured laws of this form, D = a·M^b, are of albumin and dextrans), and no kill of cells that do not divide by what acts in one phase of the cycle.
 */
export function betweenCells(
  molarMass: number,
  { quiescentKill, vesselPermeability }: { quiescentKill: number; vesselPermeability: number },
): Numbers<DrugTissue> {
  const diffusion = 160 * (543.5 / molarMass) ** 0.75;
  return {
    diffusionMicrometres2PerSecond: assumed(Number(diffusion.toPrecision(2)), 'by molar mass'),
    vesselPermeabilityMicrometresPerSecond: assumed(vesselPermeability),
    quiescentKill: assumed(quiescentKill),
  };
}
