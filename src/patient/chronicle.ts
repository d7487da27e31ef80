/** The things worth telling about a run, each once, with this run's numbers. Reads the kernel, never changes it. */
import {
  Alteration,
  type ClassName,
  type CloneRecord,
  type CompartmentKernel,
  type Observation,
} from '../kernel/model';
import type { Scenario } from '../scenario/scenario';
import type { ChronicleEntry } from '../worker/protocol';
import { alterationName, cells, count, dayCount, days, genotypeName, percent } from './words';

const CLONES_AT_ONCE = 4096;
/** Remaining shares of the tumour at which a response is told. */
const RESPONSES = [0.5, 0.1, 0.01, 0.001, 0.0001, 0.00001];
const RESPONSE_WORDS: Record<number, string> = {
  0.5: 'Half of the tumour is gone',
  0.1: 'Nine tenths are gone',
};
const ESTABLISHED_CELLS = 1000;

interface Seen {
  hours: number;
  cells: number;
}

interface Change {
  hours: number;
  text: string;
}

/** Everything told and remembered so far. */
export interface ChronicleState {
  entries: ChronicleEntry[];
  told: string[];
  changes: [string, Change][];
  nextClone: number;
  last: Seen;
  start: Seen | null;
  responses: number;
  lowest: Seen | null;
  tookOver: boolean;
  relapsed: boolean;
  refounded: number;
}

export class Chronicle {
  readonly entries: ChronicleEntry[] = [];
  private readonly told = new Set<string>();
  private readonly changes = new Map<string, Change>();
  private readonly kinds: number;
  private nextClone = 0;
  private last: Seen = { hours: 0, cells: 0 };
  private start: Seen | null = null;
  private responses = 0;
  private lowest: Seen | null = null;
  private tookOver = false;
  private relapsed = false;
  private refounded = 0;

  constructor(
    private readonly scenario: Scenario,
    private readonly kernel: CompartmentKernel,
  ) {
    this.kinds = alterationKinds(scenario);
  }

  /** At every output time. */
  look(hours: number, seen: Observation): void {
    for (const { hours: at, text } of this.changes.values()) this.tell(at, 'treatment', text);
    this.changes.clear();
    this.readClones(hours, seen);
    this.tellRefounding(hours, seen.cells);
    if (this.start !== null) this.followResponse(hours, seen.cells, this.start);
    this.compareResistant(hours, seen);
    if (seen.alterationsRefused > 0 && this.once('refused')) {
      this.tell(
        hours,
        'limit',
        'All 65,536 phenotypes are in use: further new genotypes keep their mother’s phenotype.',
      );
    }
    this.last = { hours, cells: seen.cells };
  }

  treatmentBegins(hours: number, live: number): void {
    this.start = { hours, cells: live };
    const names = this.scenario.drugs.map((drug) => drug.name);
    if (this.scenario.inhibitor !== null) names.push(this.scenario.inhibitor.name);
    const agents = names.length === 0 ? '' : ` with ${listed(names)}`;
    this.tell(hours, 'treatment', `Treatment begins${agents}: ${cells(live)}.`);
  }

  lastDose(hours: number, name: string, number: number): void {
    const which = number === 1 ? 'The only dose' : `The last of ${number} doses`;
    this.tell(hours, 'treatment', `${which} of ${name}.`);
  }

  extraDose(hours: number, name: string): void {
    this.tell(hours, 'treatment', `An extra dose of ${name}.`);
  }

  /** Told at the next output time, so that a slider on its way leaves one entry, not fifty. */
  changed(hours: number, label: string, value: string): void {
    this.changes.set(label, { hours, text: `Changed: ${label} is now ${value}.` });
  }

  refound(): void {
    this.refounded++;
  }

  extinct(hours: number): void {
    const text =
      this.start === null
        ? `The last cell died on day ${days(hours)}, without treatment.`
        : `Cured: the last cell died on day ${days(hours)}, ${dayCount(hours - this.start.hours)} into treatment.`;
    this.tell(hours, 'extinct', text);
  }

  memoryFull(hours: number, live: number): void {
    this.tell(
      hours,
      'limit',
      `Memory is full at ${cells(live)}; the run ends here, everything so far is kept.`,
    );
  }

  save(): ChronicleState {
    const { nextClone, last, start, responses, lowest, tookOver, relapsed, refounded } = this;
    return {
      entries: this.entries.slice(),
      told: [...this.told],
      changes: [...this.changes],
      ...{ nextClone, last, start, responses, lowest, tookOver, relapsed, refounded },
    };
  }

  /** Into a fresh chronicle. */
  restore(state: ChronicleState): void {
    this.entries.push(...state.entries);
    for (const key of state.told) this.told.add(key);
    for (const [key, change] of state.changes) this.changes.set(key, change);
    this.nextClone = state.nextClone;
    this.last = state.last;
    this.start = state.start;
    this.responses = state.responses;
    this.lowest = state.lowest;
    this.tookOver = state.tookOver;
    this.relapsed = state.relapsed;
    this.refounded = state.refounded;
  }

  private tell(hours: number, kind: ChronicleEntry['kind'], text: string): void {
    this.entries.push({ day: hours / 24, kind, text });
  }

  private once(key: string): boolean {
    if (this.told.has(key)) return false;
    this.told.add(key);
    return true;
  }

  /** First cell with each alteration. Once every kind has been seen there is nothing left to look for. */
  private readClones(hours: number, seen: Observation): void {
    if (this.kinds === 0) return;
    let wanted = this.kinds;
    for (const key of this.told) if (key.startsWith('alteration')) wanted--;
    while (wanted > 0 && this.nextClone < seen.clones) {
      const clones = this.kernel.clonesSince(this.nextClone, CLONES_AT_ONCE);
      if (clones.length === 0) break;
      this.nextClone = (clones.at(-1) as CloneRecord).id + 1;
      for (const clone of clones) {
        if (clone.alteration === Alteration.founder || !this.once(alterationKey(clone))) continue;
        wanted--;
        const born = Math.min((clone.birthStep + 1) * this.scenario.stepHours, hours);
        const among = this.cellsAt(born, { hours, cells: seen.cells });
        this.tell(
          born,
          'alteration',
          `First cell with ${alterationName(this.scenario, clone)}, one among about ${cells(Math.max(1, among))}.`,
        );
      }
    }
  }

  /** Live cells between two output times, as if growth had been exponential in between. */
  private cellsAt(hours: number, now: Seen): number {
    const { last } = this;
    const span = now.hours - last.hours;
    if (!(span > 0) || last.cells < 1 || now.cells < 1) return Math.max(last.cells, now.cells);
    return last.cells * (now.cells / last.cells) ** ((hours - last.hours) / span);
  }

  private tellRefounding(hours: number, live: number): void {
    if (
      this.refounded === 0 ||
      (live < ESTABLISHED_CELLS && this.start === null) ||
      !this.once('refounding')
    ) {
      return;
    }
    const lines = this.refounded === 1 ? 'one line' : `${count(this.refounded)} lines`;
    this.tell(
      hours,
      'note',
      `This tumour has taken hold with ${cells(live)}; ${lines} before it died out by chance and had to be founded again.`,
    );
  }

  private followResponse(hours: number, live: number, start: Seen): void {
    if (this.lowest === null || live < this.lowest.cells) this.lowest = { hours, cells: live };
    const share = live / start.cells;
    let reached = this.responses;
    while (reached < RESPONSES.length && share <= (RESPONSES[reached] as number)) reached++;
    if (reached > this.responses && live > 0) {
      this.responses = reached;
      const limit = RESPONSES[reached - 1] as number;
      const words = RESPONSE_WORDS[limit] ?? `The tumour is below ${percent(limit)} of its size`;
      this.tell(
        hours,
        'response',
        `${words}, ${dayCount(hours - start.hours)} into treatment: ${count(live)} of ${cells(start.cells)} left (${percent(share)}).`,
      );
    }
    if (this.responses === 0) return;
    if (live >= 2 * this.lowest.cells && live >= 20 && this.once(`nadir ${this.responses}`)) {
      this.tell(
        this.lowest.hours,
        'nadir',
        `Deepest point: ${cells(this.lowest.cells)}, ${percent(this.lowest.cells / start.cells)} of the tumour at the start of treatment.`,
      );
    }
    const full = Math.min(start.cells, this.scenario.stop.relapseCells || start.cells);
    if (live >= full && !this.relapsed) {
      this.relapsed = true;
      this.tell(
        hours,
        'relapse',
        `Relapse: ${cells(live)} again, ${dayCount(hours - start.hours)} after treatment began.${this.largestResistant(hours)}`,
      );
    }
  }

  private compareResistant(hours: number, seen: Observation): void {
    const sensitive = seen.cellsByClass[0] as number;
    const resistant = seen.cells - sensitive;
    if (this.tookOver || resistant <= sensitive) return;
    this.tookOver = true;
    this.tell(
      hours,
      'takeover',
      `Resistant cells outnumber sensitive ones, ${count(resistant)} to ${count(sensitive)}.${this.largestResistant(hours)}`,
    );
  }

  /** A sentence on the largest resistant clone, with a leading space; '' where there is none. */
  private largestResistant(hours: number): string {
    const clone = this.kernel
      .largestClones(16)
      .find((candidate) => candidate.className !== ('sensitive' satisfies ClassName));
    if (clone === undefined) return '';
    const born = clone.birthStep * this.scenario.stepHours;
    const name = genotypeName(this.scenario, clone);
    const when =
      clone.alteration === Alteration.founder
        ? 'was there from the start'
        : this.start === null
          ? `arose ${dayCount(hours - born)} ago`
          : born < this.start.hours
            ? `arose on day ${days(born)}, ${dayCount(this.start.hours - born)} before treatment`
            : `arose on day ${days(born)}, ${dayCount(born - this.start.hours)} into treatment`;
    return ` The largest resistant clone (${name}; ${cells(clone.cells)}) ${when}.`;
  }
}

/** "a", "a and b", "a, b and c". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Variants are told apart; of every other alteration the first of its kind is enough. */
function alterationKey(clone: CloneRecord): string {
  const allele = clone.alteration === Alteration.targetVariant ? clone.genotype.alleles[clone.target] : '';
  return `alteration ${clone.alteration} ${clone.target} ${allele}`;
}

/** How many different keys {@link alterationKey} can give in this scenario. */
function alterationKinds(scenario: Scenario): number {
  let kinds = Object.values(scenario.alterations).filter((probability) => probability > 0).length;
  for (const target of scenario.targets) {
    const others = [
      target.gainProbability,
      target.furtherGainProbability,
      target.copyLossProbability,
      target.lossProbability,
    ];
    kinds += others.filter((probability) => probability > 0).length;
    if (target.variantProbability > 0) {
      kinds += target.variants.filter((variant) => variant.weight > 0).length;
    }
  }
  return kinds;
}
