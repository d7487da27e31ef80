/** Every publication that a number of the scenario tables is taken from, by a short name. */
export const sources = {
  bozic2013: 'Bozic et al. 2013 eLife 2:e00747',
  bravo2020: 'Bravo et al. 2020 PLoS Comput Biol 16:e1007635',
  norton1988: 'Norton 1988 Cancer Res 48:7067',
  nortonSimon1977: 'Norton and Simon 1977 Cancer Treat Rep 61:1307',
  friberg2002: 'Friberg et al. 2002 J Clin Oncol 20:4713',
  nlmixr2Wbc: 'nlmixr2 documentation, Friberg myelosuppression model (leukocytes under paclitaxel)',
  kaufman1979: 'Kaufman et al. 1979 PNAS 76:5669 (unstable DHFR genes)',
  chen1994: 'Chen, Jaffrézou, Fleming, Durán, Sikic 1994 Cancer Res 54:4980',
  tlsty1989: 'Tlsty et al. 1989 PNAS 86:9441',
  horio1988: 'Horio, Gottesman, Pastan 1988 PNAS 85:3580',
  daunorubicin1994: 'FEBS Lett 1994, doi 10.1016/0014-5793(94)00447-1 (daunorubicin in DNA-loaded vesicles)',
  jang2001: 'Jang et al. 2001 J Pharmacol Exp Ther 298:1236',
  morrison1969: 'Morrison 1969 Biochim Biophys Acta 185:269',
  piper1982: 'Piper et al. 1982 J Med Chem 25:182',
  lewis1995: 'Lewis et al. 1995 J Biol Chem 270:5057',
  chabner1985: 'Chabner et al. 1985 J Clin Invest 76:907',
  foxBates2007: 'Fox and Bates 2007 Expert Rev Anticancer Ther 7:447',
  tariquidar2000: 'Clin Cancer Res 2000;6:4186 (tariquidar, XR9576, phase I)',
  widmer2006: 'Widmer et al. 2006 Br J Clin Pharmacol 62:97',
  schmidli2005: 'Schmidli et al. 2005 Br J Clin Pharmacol 60:35',
  christopher2008: 'Christopher et al. 2008 Drug Metab Dispos 36:1357',
  iclusigLabel: 'Iclusig prescribing information',
  leighowCode: 'data and code published with Leighow et al. 2020 Cell Rep 30:3951',
  ohare2009: 'O’Hare et al. 2009 Cancer Cell 16:401',
  zhang2015: 'Zhang et al. 2015 Chin Med J 128:111',
  perezBlanco2016: 'Pérez-Blanco et al. 2016 Br J Clin Pharmacol 82:1517',
  taxolLabel: 'Taxol prescribing information',
  vincristine1981: 'Cancer Res 1981;41:3551 (vincristine in adults)',
  urien2004: 'Urien and Lokiec 2004 Br J Clin Pharmacol 57:756',
  ostermann2004: 'Ostermann et al. 2004 Clin Cancer Res 10:3728',
  portnow2009: 'Portnow et al. 2009 Clin Cancer Res 15:7092',
  blakeley2009: 'Blakeley et al. 2009 J Neurooncol 91:51',
  imatinibCsf2004: 'Leuk Lymphoma 2004;45:695 (imatinib in cerebrospinal fluid)',
  imatinibBrain2007: 'J Neurochem 2007;102:1749 (imatinib and P-glycoprotein at the barrier)',
  physicell2018: 'Ghaffarizadeh et al. 2018 PLoS Comput Biol 14:e1005991 (PhysiCell)',
  physicellSamples: 'sample projects distributed with PhysiCell',
  vessels1989:
    'Int J Radiat Oncol Biol Phys 1989;17:91 (vascular spacing in R3230AC and in granulating tissue)',
  zhangAbiraterone2017: 'Zhang et al. 2017 Nat Commun 8:1816',
  recist2009: 'Eisenhauer et al. 2009 Eur J Cancer 45:228 (RECIST 1.1)',
} as const;

export type SourceName = keyof typeof sources;

/**
 * What a number rests on. `cited`: the source gives this number, `where` says at which place; `derived`: it follows
 * from numbers of the sources by the calculation stated; `assumed`: our choice, right in order of magnitude only.
 */
export type Mark =
  | { kind: 'cited'; source: SourceName; where: string }
  | { kind: 'derived'; from: readonly SourceName[]; how: string }
  | { kind: 'assumed'; why: string };

export type MarkKind = Mark['kind'];

/** A mark in one sentence. */
export function markText(mark: Mark): string {
  switch (mark.kind) {
    case 'cited':
      return `Cited: ${sources[mark.source]}, ${mark.where}.`;
    case 'derived':
      return `Derived from ${mark.from.map((name) => sources[name]).join('; ')}: ${mark.how}.`;
    case 'assumed':
      return mark.why === '' ? 'Assumed: not a published value.' : `Assumed: ${mark.why}.`;
  }
}
