/** Drugs and the pump inhibitor. */
import { agent } from './agent';
import { betweenCells } from './betweenCells';
import { assumedTo, list, part, sheet } from './builders';
import { retained } from './retained';
import type { Infer } from './tree';

const shared = { group: 'Drugs', acts: 'restart', chapter: 3 } as const;
const { number, choice, toggle, text } = sheet(shared);
const receptor = sheet({ ...shared, appliesWhen: (drug: Drug) => drug.response === 'receptor' });

/** Free drug, or the bound target of a poison, makes the effect; else half effects are what others are compared with. */
function hasHalfEffect({ response, variantEffects }: Drug): boolean {
  if (response === 'points') return variantEffects.length > 0;
  return response !== 'inhibitor' && response !== 'receptor';
}

function hasHill(drug: Drug): boolean {
  return hasHalfEffect(drug) && drug.response !== 'points' && drug.response !== 'linear';
}

/** A point of a response given as a table. */
const point = part({
  micromolar: number({
    label: 'Level',
    unit: 'µM',
    default: 1,
    range: [0, 1e6],
    usual: [0.0001, 1000],
    scale: 'log',
    help: 'Free drug in the cell at this point of the response; levels rise from point to point. The response runs straight between points, and from none at level 0; past the last point it stays.',
  }),
  effect: number({
    label: 'Effect',
    default: 1,
    range: [0, 1000],
    usual: [0, 1],
    help: 'Effect at this level: 1 is full.',
  }),
});

const variantEffect = part({
  variant: text({
    label: 'Variant',
    default: 'variant',
    shortest: 1,
    longest: 60,
    help: 'Variant of the target that this row describes; variants without a row respond as the wild type.',
  }),
  kdFactor: number({
    label: 'K_d factor',
    default: 1,
    range: [0.000001, 1e9],
    usual: [0.1, 10_000],
    scale: 'log',
    help: 'Multiplies K_d.',
    appliesWhen: (_: VariantEffect, drug: Drug) => drug.target !== '',
  }),
  halfEffectMicromolar: number({
    label: 'Half effect',
    unit: 'µM',
    default: 1,
    range: [0.0000001, 1e6],
    usual: [0.0001, 1000],
    scale: 'log',
    help: 'Half effect with this variant; a table of points is stretched along its levels by this over the half effect of the drug.',
    appliesWhen: (_: VariantEffect, drug: Drug) => hasHalfEffect(drug),
  }),
  hill: number({
    label: 'Hill exponent',
    default: 2,
    range: [0.1, 30],
    usual: [0.5, 8],
    help: 'Steepness with this variant.',
    appliesWhen: (_: VariantEffect, drug: Drug) => hasHill(drug),
  }),
});

export const drug = part({
  ...agent('drug'),
  passivePerHour: number({
    label: 'Passive exchange',
    unit: '/h',
    default: 14,
    range: [0, 10_000],
    usual: [0.01, 100],
    scale: 'log',
    help: 'Passive exchange across the membrane (k_p): a permeability of 10⁻⁶ cm/s gives about 14 per hour.',
    assumed: true,
  }),
  linearEffluxPerHour: number({
    label: 'Linear efflux',
    unit: '/h',
    default: 0,
    range: [0, 10_000],
    usual: [0.01, 100],
    scale: 'log',
    help: 'Efflux by pumps far from saturation such as MRP1 or BCRP (k_MRP).',
    assumed: true,
  }),
  metabolismPerHour: number({
    label: 'Metabolism in the cell',
    unit: '/h',
    default: 0,
    range: [0, 1000],
    usual: [0.001, 10],
    scale: 'log',
    help: 'Conversion inside a cell of normal metabolism (k_G); glutathione transferase 0.05.',
    assumed: true,
  }),
  pumpStrength: number({
    label: 'P-gp substrate strength',
    default: 0,
    range: [0, 10_000],
    usual: [0, 10],
    help: 'V₁/(k_p K_m) per unit of pump expression (a): vinca alkaloids and doxorubicin 3, paclitaxel 4, etoposide 1.5, imatinib 0.3, methotrexate 0.',
    assumed: true,
  }),
  pumpKmMicromolar: number({
    label: 'P-gp K_m',
    unit: 'µM',
    default: 1,
    range: [0.000001, 10_000],
    usual: [0.001, 100],
    scale: 'log',
    help: 'Free intracellular level at which the pump works at half speed; paclitaxel 0.014 (Jang et al. 2001), vinblastine about 2, daunorubicin 1.5.',
    assumed: true,
    appliesWhen: (drug: Drug) => drug.pumpStrength > 0,
  }),
  entryBlock: toggle({
    label: 'Pump blocks entry',
    default: true,
    help: 'Whether the pump also intercepts this drug in the membrane.',
    assumed: true,
  }),
  carrierVmaxMicromolarPerHour: number({
    label: 'Carrier influx',
    unit: 'µM/h',
    default: 0,
    range: [0, 1e6],
    usual: [0.001, 1000],
    scale: 'log',
    help: 'Greatest influx by the carrier (reduced folate carrier for methotrexate); 0: none.',
    assumed: true,
  }),
  carrierKmMicromolar: number({
    label: 'Carrier K_t',
    unit: 'µM',
    default: 4,
    range: [0.000001, 1e6],
    usual: [0.01, 1000],
    scale: 'log',
    help: 'Outside level at which the carrier works at half speed; methotrexate 3–5.',
    assumed: true,
    appliesWhen: (drug: Drug) => drug.carrierVmaxMicromolarPerHour > 0,
  }),
  target: text({
    label: 'Target',
    default: '',
    longest: 60,
    help: 'Name of the target that the drug meets; empty for none.',
  }),
  kdMicromolar: number({
    label: 'K_d',
    unit: 'µM',
    default: 0,
    range: [0, 100_000],
    usual: [0.000001, 10],
    scale: 'log',
    help: 'Dissociation constant of tight binding to the target; 0: the drug is not depleted by its target.',
    law: 'morrison1969',
    appliesWhen: (drug: Drug) => drug.target !== '',
  }),
  response: choice({
    label: 'Response',
    default: 'hill',
    options: ['hill', 'hazard', 'linear', 'points', 'inhibitor', 'poison', 'receptor'],
    help: 'What makes the effect: free drug by a Hill curve; the hazard implied by a measured viability curve; free drug in proportion, without end; free drug by a table of points; free target below need; bound target by a Hill curve; or division that a receptor drives, whose ligand the drug displaces.',
  }),
  halfEffectMicromolar: number({
    label: 'Half effect',
    unit: 'µM',
    default: 1,
    range: [0.0000001, 100_000],
    usual: [0.0001, 100],
    scale: 'log',
    help: 'EC50 of free intracellular drug (hill, linear: full effect at twice it), IC50 measured outside a cell without pump (hazard), or bound target at half effect (poison); for a table of points only what half effects of variants are compared with.',
    assumed: true,
    appliesWhen: hasHalfEffect,
  }),
  hill: number({
    label: 'Hill exponent',
    default: 2,
    range: [0.1, 30],
    usual: [0.5, 8],
    help: 'Steepness of the response.',
    assumed: true,
    appliesWhen: hasHill,
  }),
  neededFraction: number({
    label: 'Target needed',
    default: 0.05,
    range: [0.000001, 1],
    usual: [0.001, 1],
    scale: 'log',
    help: 'Share of the normal free target that a cell needs (inhibitor); DHFR 0.05.',
    assumed: true,
    appliesWhen: (drug: Drug) => drug.response === 'inhibitor',
  }),
  ligandMicromolar: receptor.number({
    label: 'Ligand',
    unit: 'µM',
    default: 0.0004,
    range: [0, 1000],
    usual: [0.00001, 0.01],
    scale: 'log',
    help: 'Free level of the natural ligand that the drug displaces from its receptor, for example estradiol.',
    assumed: true,
  }),
  ligandKdMicromolar: receptor.number({
    label: 'Ligand K_d',
    unit: 'µM',
    default: 0.0002,
    range: [0.0000001, 1000],
    usual: [0.00001, 0.01],
    scale: 'log',
    help: 'Dissociation constant of that ligand and the receptor; estradiol about 0.2 nM.',
    assumed: true,
  }),
  ligandIndependence: receptor.number({
    label: 'Growth without ligand',
    default: 0.05,
    range: [0, 1],
    help: 'Share of division that goes on when no receptor holds its ligand.',
    assumed: true,
  }),
  killPerDay: number({
    label: 'Kill at full effect',
    unit: '/d',
    default: 1.5,
    range: [0, 100],
    usual: [0.01, 5],
    scale: 'log',
    help: 'Added death rate at full effect in a phase that the drug kills in; 1–3 for cytotoxic peaks, 1/3 for the hazard of a 72 h assay.',
    assumed: true,
  }),
  killFollowsGrowth: toggle({
    label: 'Kill follows growth',
    default: false,
    help: 'Kill goes with growth as it stands, so that cells which crowding, or in a tissue want of oxygen or room, keeps from dividing are not killed either.',
    law: 'nortonSimon1977',
  }),
  cycleFraction: number({
    label: 'Share of the cycle at risk',
    default: 1,
    range: [0, 1],
    help: 'Mean share of cells in the phases that the drug kills in; 1 where the phase does not matter.',
    assumed: true,
  }),
  stasis: number({
    label: 'Arrest at full effect',
    default: 0,
    range: [0, 1],
    help: 'Share of division that a full effect stops. Where a linear effect, being above 1, would stop more than all of it, division stands still.',
    assumed: true,
    appliesWhen: (drug: Drug) => drug.response !== 'receptor' && drug.response !== 'hazard',
  }),
  retained,
  points: list(64, point, (drug: Drug) => drug.response === 'points'),
  variantEffects: list(31, variantEffect),
  tissue: betweenCells,
});

export const inhibitor = part({
  ...agent('inhibitor'),
  kiMicromolar: number({
    label: 'K_i',
    unit: 'µM',
    default: 0.005,
    range: [0.000001, 10_000],
    usual: [0.001, 10],
    scale: 'log',
    help: 'Inhibition constant on P-glycoprotein: tariquidar 0.005, elacridar 0.02–0.1, cyclosporin 1–2, verapamil 1–5.',
    mark: assumedTo('affinity of tariquidar of about 5 nM; the number was not seen in a source'),
  }),
  competitive: toggle({
    label: 'Competitive',
    default: false,
    help: 'Competes with the drug (raises K_m) instead of stopping the pump (lowers its speed and entry block).',
  }),
});

export interface VariantEffect extends Infer<typeof variantEffect> {}
export interface ResponsePoint extends Infer<typeof point> {}
export interface Drug extends Infer<typeof drug> {}
export interface Inhibitor extends Infer<typeof inhibitor> {}
export type ResponseName = Drug['response'];
