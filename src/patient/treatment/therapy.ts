/** All agents of a patient: from schedules to the environment that cells see in each step. */
import { ENVIRONMENT_KM, ENVIRONMENT_PUMP, ENVIRONMENT_STRIDE } from '../../kernel/model';
import type { Scenario } from '../../scenario/scenario';
import { levelRules, type MeanEffect } from '../step/meanEffect';
import { Dosing, type DosingState } from './dosing';

export interface TherapyState {
  drugs: DosingState[];
  inhibitor: DosingState | null;
}

export class Therapy {
  readonly drugs: Dosing[];
  readonly inhibitor: Dosing | null;
  private readonly levels: (MeanEffect | null)[];

  constructor(private readonly scenario: Scenario) {
    const ruled = scenario.rules.length > 0;
    this.drugs = scenario.drugs.map((drug) => new Dosing(drug, ruled));
    this.inhibitor = scenario.inhibitor === null ? null : new Dosing(scenario.inhibitor, ruled);
    this.levels = levelRules(scenario);
  }

  begin(hours: number): void {
    for (const dosing of this.all()) dosing.begin(hours);
  }

  reschedule(nowHours: number): void {
    for (const dosing of this.all()) dosing.reschedule(nowHours);
  }

  /** Extra dose of a drug by index; -1 is the inhibitor. */
  doseNow(drug: number, hours: number): void {
    const dosing = drug === -1 ? this.inhibitor : this.drugs[drug];
    if (!dosing) throw new RangeError(`drug: ${drug} is not in this scenario.`);
    dosing.doseNow(hours);
  }

  /** The agent of this name, the inhibitor included. */
  named(name: string): Dosing {
    const index = this.scenario.drugs.findIndex((drug) => drug.name === name);
    const dosing = index < 0 ? this.inhibitor : this.drugs[index];
    if (!dosing) throw new RangeError(`drug: ${name} is not in this scenario.`);
    return dosing;
  }

  /** Levels of the drugs that cells see at `hours`, µM. */
  plasmaAt(hours: number): number[] {
    return this.scenario.drugs.map((drug, index) => this.drugs[index]!.levelAt(hours) * drug.unboundFraction);
  }

  inhibitorAt(hours: number): number {
    const { inhibitor } = this.scenario;
    return inhibitor === null || this.inhibitor === null
      ? 0
      : this.inhibitor.levelAt(hours) * inhibitor.unboundFraction;
  }

  /** Advances by one step and writes what cells see in it: of drugs the level of mean effect, else the mean level. */
  fill(environment: Float32Array, row: number, fromHours: number, toHours: number): void {
    const at = row * ENVIRONMENT_STRIDE;
    environment.fill(0, at, at + ENVIRONMENT_STRIDE);
    this.scenario.drugs.forEach((drug, index) => {
      const dosing = this.drugs[index]!;
      const rule = this.levels[index] ?? null;
      environment[at + index] =
        rule === null
          ? dosing.advance(fromHours, toHours) * drug.unboundFraction
          : rule.levelOf(
              partsOf(dosing, fromHours, toHours, rule.parts).map((level) => level * drug.unboundFraction),
            );
    });
    environment[at + ENVIRONMENT_PUMP] = 1;
    environment[at + ENVIRONMENT_KM] = 1;
    const { inhibitor } = this.scenario;
    if (inhibitor === null || this.inhibitor === null) return;
    const level = this.inhibitor.advance(fromHours, toHours) * inhibitor.unboundFraction;
    const factor = 1 + level / inhibitor.kiMicromolar;
    if (inhibitor.competitive) environment[at + ENVIRONMENT_KM] = factor;
    else environment[at + ENVIRONMENT_PUMP] = 1 / factor;
  }

  save(): TherapyState {
    return {
      drugs: this.drugs.map((dosing) => dosing.save()),
      inhibitor: this.inhibitor?.save() ?? null,
    };
  }

  restore(state: TherapyState): void {
    this.drugs.forEach((dosing, index) => {
      dosing.restore(state.drugs[index]!);
    });
    if (state.inhibitor !== null) this.inhibitor?.restore(state.inhibitor);
  }

  private all(): Dosing[] {
    return this.inhibitor === null ? this.drugs : [...this.drugs, this.inhibitor];
  }
}

/** Advances by a step; mean level of each of its equal parts. */
function partsOf(dosing: Dosing, from: number, to: number, parts: number): number[] {
  const part = (to - from) / parts;
  return Array.from({ length: parts }, (_, index) =>
    dosing.advance(from + index * part, index + 1 < parts ? from + (index + 1) * part : to),
  );
}
