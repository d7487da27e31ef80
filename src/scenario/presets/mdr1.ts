/** Paclitaxel against cells that switch on and amplify MDR1, without and with the pump inhibitor tariquidar. */
import { drugFromCatalogue, inhibitorFromCatalogue, targetFromCatalogue } from '../drugs';
import { type PresetDocument, preset } from './preset';

const common: Omit<PresetDocument, 'title' | 'about'> = {
  marks: {
    'alterations.pumpGain': {
      kind: 'cited',
      source: 'chen1994',
      where: 'abstract: 1.8·10⁻⁶ per cell generation in MES-SA under doxorubicin',
    },
  },
  stepHours: 0.5,
  outputEveryHours: 6,
  untilDays: 300,
  tumour: { founders: 1, divisionPerDay: 0.3, deathPerDay: 0.15 },
  pump: { perCopy: 4 },
  alterations: { pumpGain: 1.8e-6, pumpFurtherGain: 5e-3, pumpLoss: 1e-3 },
  targets: [targetFromCatalogue('tubulin')],
  drugs: [drugFromCatalogue('paclitaxel', { schedule: { doseMg: 144, infusionHours: 1, everyHours: 168 } })],
  treatment: { begin: 'size', atCells: 2_000_000 },
  stop: { relapseCells: 2_000_000, daysAfterTreatment: 200 },
};

export const mdr1Pump = preset('mdr1-pump', {
  ...common,
  title: 'MDR1 pump',
  about:
    'Weekly paclitaxel shrinks a tumour of two million cells until cells with active and amplified MDR1, whose P-glycoprotein pumps the drug out, take over. How tightly the pump holds paclitaxel is measured, and how often MDR1 is switched on (in sarcoma cells, 1.8·10⁻⁶ per division); how often it is amplified further is assumed.',
});

export const mdr1PumpInhibitor = preset('mdr1-pump-inhibitor', {
  ...common,
  title: 'MDR1 pump with inhibitor',
  about:
    'The same tumour and the same weekly paclitaxel, with tariquidar, which blocks P-glycoprotein for two days after each dose. Cells with the pump then take up nearly as much drug as the others, and with the same seed the relapse comes much later or not at all.',
  inhibitor: inhibitorFromCatalogue('tariquidar', {
    unboundFraction: 1,
    pharmacokinetics: { route: 'level' },
    schedule: { levelMicromolar: 0.08, infusionHours: 48, everyHours: 168 },
  }),
});
