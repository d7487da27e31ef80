/** The one cell of a patient that somebody looks into, and its line. Nothing of it enters the run. */

import { cloneOf } from '../export/lineage/identity';
import { isInMemory } from '../kernel/compartmentKernel';
import type { Place } from '../kernel/inspect/cells';
import { type CellState, Inspector } from '../kernel/inspect/inspector';
import { CLASS_NAMES } from '../kernel/model';
import type { Compartment } from '../patient/compartment';
import type { Patient } from '../patient/patient';
import { alterationName, genotypeName } from '../patient/story/words';
import type { CellPick, CellView, LineageStep } from './protocol';

/** Passes over all cells may take this share of the time. */
const SHARE_OF_TIME = 0.08;

type NewCell = Exclude<CellPick, string | { identity: number }>;

interface Focus {
  compartment: number;
  inspector: Inspector;
  from: number;
}

/** A result that is made anew only so often that making it takes no more than its share of the time. */
class Rationed<T> {
  private made: { value: T; key: string; again: number } | null = null;

  get(key: string, make: () => T): T {
    const now = performance.now();
    const { made } = this;
    if (made !== null && (made.key === key || now < made.again)) return made.value;
    const value = make();
    const took = performance.now() - now;
    this.made = { value, key, again: now + took / SHARE_OF_TIME };
    return value;
  }

  forget(): void {
    this.made = null;
  }
}

export class Inspection {
  private focus: Focus | null = null;
  private readonly inspectors = new Map<number, Inspector>();
  private readonly views = new Rationed<CellView>();
  private readonly lineages = new Rationed<{ lineage: LineageStep[]; lineageSteps: number; clone: number }>();
  private clone = -1;

  /** @param run told in views */
  constructor(
    private readonly patient: Patient,
    private readonly run: number,
  ) {}

  /** Where cells are followed; null where none is. */
  get followed(): Compartment | null {
    return this.patient.compartments[this.focus?.compartment ?? -1] ?? null;
  }

  view(pick: CellPick | null): CellView | null {
    if (pick !== null) {
      this.views.forget();
      if (!this.pick(pick)) return null;
    }
    const { focus } = this;
    if (focus === null) return null;
    const { patient } = this;
    const environment = patient.environmentOf(patient.compartments[focus.compartment]!);
    // A dose given while the run stands changes what the cell meets.
    const key = `${patient.steps}: ${environment.join()}`;
    return this.views.get(key, () => this.look(focus, environment));
  }

  private end(): void {
    this.focus?.inspector.unfollow();
    this.focus = null;
  }

  private pick(pick: CellPick): boolean {
    if (pick === 'none') {
      this.end();
      return false;
    }
    if (pick === 'descendant') {
      const { inspector } = this.focus ?? {};
      const [place] = inspector?.followed(1).places ?? [];
      if (inspector === undefined || place === undefined) return false;
      inspector.watch(place);
      return true;
    }
    if ('identity' in pick) return this.followClone(pick.identity);
    const compartment = pick.compartment < 0 ? this.drawTumour(pick) : pick.compartment;
    const inspector = this.inspector(compartment);
    const place = inspector === null ? null : placeOf(inspector, pick);
    if (inspector === null || place === null) return false;
    this.end();
    inspector.follow(place);
    this.focus = { compartment, inspector, from: this.patient.hours / 24 };
    return true;
  }

  private followClone(identity: number): boolean {
    const { place: compartment, id } = cloneOf(this.patient, identity);
    const inspector = this.inspector(compartment);
    if (inspector === null) return false;
    this.end();
    if (!inspector.followClone(id, Math.random)) return false;
    this.focus = { compartment, inspector, from: this.patient.hours / 24 };
    return true;
  }

  /** A tumour compartment with the chance that its cells of the class have among all. */
  private drawTumour(pick: NewCell): number {
    const wanted = 'className' in pick ? pick.className : null;
    const index = wanted === null ? -1 : CLASS_NAMES.indexOf(wanted);
    const { compartments } = this.patient;
    const seen = this.patient.observe();
    const cells = compartments.map(({ isTumour }, i) =>
      isTumour ? (index < 0 ? seen[i]!.cells : seen[i]!.cellsByClass[index]!) : 0,
    );
    let left = Math.random() * cells.reduce((sum, count) => sum + count, 0);
    return cells.findIndex((count) => {
      left -= count;
      return left < 0;
    });
  }

  private inspector(compartment: number): Inspector | null {
    const known = this.inspectors.get(compartment);
    if (known !== undefined) return known;
    const found = this.patient.compartments[compartment];
    if (found === undefined || !isInMemory(found.kernel)) return null;
    const inspector = new Inspector(found.kernel, found.plan.model);
    this.inspectors.set(compartment, inspector);
    return inspector;
  }

  private look({ compartment, inspector, from }: Focus, environment: Float32Array): CellView {
    const { patient, run } = this;
    const { count, watched } = inspector.followed(0);
    const cell = watched === null ? null : inspector.look(watched, environment);
    return {
      run,
      steps: patient.steps,
      days: patient.hours / 24,
      compartment,
      cell,
      followedFrom: from,
      followed: count,
      ...this.lineage(inspector, cell),
    };
  }

  private lineage(inspector: Inspector, cell: CellState | null): Pick<CellView, 'lineage' | 'lineageSteps'> {
    const { steps, scenario } = this.patient;
    if (cell !== null && cell.clone !== this.clone) {
      this.clone = cell.clone;
      this.lineages.forget();
    }
    return this.lineages.get(`${steps}`, () => ({
      clone: this.clone,
      lineageSteps: steps,
      lineage: inspector.lineage(this.clone).map((ancestor, index, all) => ({
        clone: ancestor.id,
        text:
          index === all.length - 1 ? genotypeName(scenario, ancestor) : alterationName(scenario, ancestor),
        className: ancestor.className,
        birthDay: ancestor.birthDay,
        cells: ancestor.cells,
      })),
    }));
  }
}

function placeOf(inspector: Inspector, pick: NewCell): Place | null {
  return 'className' in pick ? inspector.choose(pick.className, Math.random) : inspector.placeAt(pick.at);
}
