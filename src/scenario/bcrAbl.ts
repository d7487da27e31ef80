/**
 * BCR-ABL and its resistance mutations: IC50 (nM) and Hill exponent of five inhibitors, Ba/F3 cells, 72 h, and how often
 * each arises: normalised probabilities of mutation by nucleotide bias. Among patients the shares differ (same table:
 * T315I 15.3%, M351T 9.2%, E255K 8.8%, E459K 2.4%), since selection comes between.
 *
 * Source of the first four: data published with the "survival of the likeliest" study (Pritchard laboratory; Leighow et al. 2020 Cell
 * Reports 30:3951). Wild-type imatinib IC50s of other laboratories are 90, 201, 527 and 768 nM: compare folds across
 * studies, absolute values within one.
 */
import type { TargetVariant, VariantEffect } from './scenario';

export type AblInhibitor = PanelInhibitor | 'ponatinib';
type PanelInhibitor = 'imatinib' | 'nilotinib' | 'dasatinib' | 'bosutinib';

interface Allele {
  name: string;
  /** [IC50 in nM, Hill exponent]. */
  imatinib: readonly [number, number];
  nilotinib: readonly [number, number];
  dasatinib: readonly [number, number];
  bosutinib: readonly [number, number];
  share: number;
}

type Curve = readonly [number, number];

function allele(
  name: string,
  imatinib: Curve,
  nilotinib: Curve,
  dasatinib: Curve,
  bosutinib: Curve,
  share: number,
): Allele {
  return { name, imatinib, nilotinib, dasatinib, bosutinib, share };
}

export const wildType = allele('WT', [187.6, 2.61], [15.73, 2.12], [2.41, 2.84], [51.8, 3.5], 0);

export const alleles: readonly Allele[] = [
  allele('M244V', [143.8, 1.62], [26.33, 2.43], [3.36, 2.0], [90.9, 3.02], 0.0383),
  allele('L248V', [816.8, 2.34], [54.84, 1.31], [6.96, 1.16], [218, 2.16], 0.0123),
  allele('G250E', [1829, 1.86], [121.6, 1.11], [8.07, 1.66], [133, 1.78], 0.1334),
  allele('Q252H', [958, 3.0], [44.15, 1.63], [3.5, 1.61], [114, 4.26], 0.023),
  allele('Y253F', [1055, 1.86], [50.4, 1.86], [1.35, 2.04], [27.0, 1.77], 0.0046),
  allele('Y253H', [3930, 2.04], [720, 2.47], [5.88, 2.44], [72.0, 2.38], 0.0552),
  allele('E255K', [1082, 2.63], [92.4, 2.13], [5.53, 2.33], [126, 3.31], 0.1334),
  allele('E255V', [5887, 6.7], [577, 2.48], [8.61, 1.8], [158, 2.09], 0.0046),
  allele('D276G', [237, 1.78], [15.0, 1.44], [1.62, 2.12], [55.0, 4.17], 0.0383),
  allele('T315I', [5885, 7.5], [45177, 3.41], [9551, 3.98], [3771, 16.2], 0.1825),
  allele('F317L', [429, 2.19], [48.2, 1.7], [13.9, 2.29], [87.2, 2.63], 0.0767),
  allele('M351T', [539, 3.45], [20.2, 1.86], [3.88, 3.7], [47.8, 2.49], 0.0552),
  allele('E355G', [444, 1.94], [25.9, 1.83], [2.69, 2.0], [71.9, 4.55], 0.0383),
  allele('F359C', [806, 3.7], [122, 2.44], [3.27, 2.74], [60.7, 2.72], 0.0092),
  allele('F359I', [394, 2.01], [104, 1.54], [3.65, 2.15], [66.6, 3.72], 0.0031),
  allele('F359V', [512, 3.02], [108, 2.23], [3.71, 1.93], [85.6, 4.64], 0.0092),
  allele('H396P', [1482, 2.45], [122, 1.84], [2.71, 1.55], [49.0, 2.69], 0.0107),
  allele('H396R', [399, 1.26], [70.4, 0.73], [12.8, 0.62], [86.6, 1.31], 0.0383),
  allele('E459K', [256, 2.0], [22.6, 1.85], [2.24, 1.83], [41.0, 1.73], 0.1334),
];

/**
 * IC50 of ponatinib, nM. Of O'Hare et al. 2009 Cancer Cell 16:401 the wild type's 0.5, T315I's 11 and the range 0.5–36
 * were seen; the others are quoted. Alleles that are not here were not measured and respond as the wild type.
 */
export const ponatinibNanomolar: Readonly<Record<string, number>> = {
  WT: 0.5,
  M244V: 2.2,
  G250E: 4.1,
  Q252H: 2.2,
  Y253F: 2.8,
  Y253H: 6.2,
  E255K: 14,
  E255V: 36,
  T315I: 11,
  F317L: 1.1,
  M351T: 1.5,
  F359V: 10,
  H396P: 1.1,
};
/** No exponents are published with them; about the mean of the other inhibitors' on the wild type. */
const PONATINIB_HILL = 2.5;

/** IC50 (nM) and Hill exponent of an allele, where measured. */
function curveOf(allele: Allele, inhibitor: AblInhibitor): Curve | null {
  if (inhibitor !== 'ponatinib') return allele[inhibitor];
  const halfNanomolar = ponatinibNanomolar[allele.name];
  return halfNanomolar === undefined ? null : [halfNanomolar, PONATINIB_HILL];
}

/** Added death rate whose unit is one e-fold of survival in the 72 h of the assay. */
const ASSAY_KILL_PER_DAY = 24 / 72;

/**
 * Total plasma over the in-vitro level of equal effect, as in the code of Leighow et al.: imatinib and dasatinib from a
 * poster named there, nilotinib (2754/131) and bosutinib (287/159) uncredited.
 */
export const SERUM_SHIFT: Record<PanelInhibitor, number> = {
  imatinib: 7.6,
  nilotinib: 21,
  dasatinib: 2.45,
  bosutinib: 1.8,
};

export function bcrAblVariants(): TargetVariant[] {
  return alleles.map(({ name, share }) => ({ name, weight: share, fitness: 1 }));
}

/** Published response of every allele to one inhibitor, as a drug's own and its variants' settings. */
export function bcrAblResponse(inhibitor: AblInhibitor): {
  response: 'hazard';
  halfEffectMicromolar: number;
  hill: number;
  killPerDay: number;
  variantEffects: VariantEffect[];
} {
  const [halfNanomolar, hill] = curveOf(wildType, inhibitor) as Curve;
  return {
    response: 'hazard',
    halfEffectMicromolar: halfNanomolar / 1000,
    hill,
    killPerDay: ASSAY_KILL_PER_DAY,
    variantEffects: alleles.flatMap((each) => {
      const curve = curveOf(each, inhibitor);
      if (curve === null) return [];
      return [{ variant: each.name, kdFactor: 1, halfEffectMicromolar: curve[0] / 1000, hill: curve[1] }];
    }),
  };
}
