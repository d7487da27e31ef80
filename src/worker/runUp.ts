/** The run-up of a scene: computed as fast as it can be until treatment is near, then the run goes on at its own pace. */
import type { Patient } from '../patient/patient';

/** Steps between two looks at how far it has come. */
export const RUN_UP_STEPS = 8;

export class RunUp {
  /** @param share of the size, or the day, at which treatment begins */
  constructor(private readonly share: number) {}

  /** 0…1, of a size by its logarithm; 1 once it is over. */
  progress(patient: Patient): number {
    const { treatment, tumour } = patient.scenario;
    if (patient.done || patient.treatmentStartHours !== null || treatment.begin === 'never') return 1;
    if (treatment.begin === 'day') return between(0, 24 * treatment.onDay * this.share, patient.hours);
    const end = Math.log(treatment.atCells * this.share);
    return between(Math.log(Math.max(1, tumour.founders)), end, Math.log(Math.max(1, patient.cells)));
  }
}

const between = (from: number, to: number, at: number) =>
  at >= to ? 1 : Math.max(0, (at - from) / (to - from));
