/** The 72-hour viability assay that the published dose–response of BCR-ABL comes from, on cells of the kernel. */

import { kernelModel } from '../compile/compile';
import type { CompartmentKernel } from '../kernel/compartmentKernel';
import { drugInCulture, targetFromCatalogue } from '../scenario/drugs';
import { completeScenario, type Scenario } from '../scenario/schema';
import { hold } from './exchange';

const ASSAY_HOURS = 72;
/** Drug inside follows the level outside within one of these. */
const STEP_HOURS = 12;

export type PanelDrug = 'imatinib' | 'nilotinib' | 'dasatinib' | 'ponatinib';
export const panelDrugs: readonly PanelDrug[] = ['imatinib', 'nilotinib', 'dasatinib', 'ponatinib'];

/** BCR-ABL cells in culture with one drug. */
export function assayScenario(drug: PanelDrug): Scenario {
  return completeScenario({
    stepHours: STEP_HOURS,
    targets: [targetFromCatalogue('BCR-ABL')],
    drugs: [drugInCulture(drug, 1)],
  });
}

interface Assay {
  /** Name of a variant; '' for the wild type. */
  variant: string;
  levelMicromolar: number;
  cells: number;
  seed: number;
  /** Rates of the cells themselves; none by default, as viability is told relative to cells without drug. */
  divisionPerDay?: number;
  deathPerDay?: number;
}

/** Cells alive at the end of the assay. */
export function survivors(kernel: CompartmentKernel, scenario: Scenario, assay: Assay): number {
  const { variant, levelMicromolar, cells, seed, divisionPerDay = 0, deathPerDay = 0 } = assay;
  const model = kernelModel(
    completeScenario({
      ...scenario,
      tumour: {
        founders: 0,
        divisionPerDay: Math.max(divisionPerDay, 1e-6),
        deathPerDay,
        resistantFounders: [{ count: cells, target: 'BCR-ABL', variant }],
      },
    }),
  );
  kernel.start({ ...model, divisionPerHour: divisionPerDay / 24, alterations: [] }, seed);
  hold(kernel, ASSAY_HOURS / STEP_HOURS, { outside: [levelMicromolar] });
  return kernel.cells;
}

/** Published curve of an allele: viability 1/(1 + (C/IC50)ʰ) after the assay. */
export function publishedCurve(scenario: Scenario, variant: string): { ic50: number; hill: number } {
  const [drug] = scenario.drugs as [Scenario['drugs'][number]];
  const row = drug.variantEffects.find((effect) => effect.variant === variant) ?? drug;
  return { ic50: row.halfEffectMicromolar, hill: row.hill };
}

export function viability({ ic50, hill }: { ic50: number; hill: number }, levelMicromolar: number): number {
  return 1 / (1 + (levelMicromolar / ic50) ** hill);
}
