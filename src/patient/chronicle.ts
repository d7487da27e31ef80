/** The things worth telling about a run, each once, with this run's numbers. Reads the kernels, never changes them. */
import { Alteration, type ClassName, type CloneRecord, type TissueObservation } from '../kernel/model';
import type { Scenario } from '../scenario/scenario';
import type { ChronicleEntry } from '../worker/protocol';
import { FirstCells, type FirstCellsState, type Place, type Seen } from './firstCells';
import { LesionStory, type LesionStoryState } from './lesionStory';
import type { BloodNews } from './marrow';
import type { Order } from './rules';
import { cells, count, dayCount, days, genotypeName, orderSentence, percent } from './words';

/** Remaining shares of the tumour at which a response is told. */
const RESPONSES = [0.5, 0.1, 0.01, 0.001, 0.0001, 0.00001];
const RESPONSE_WORDS: Record<number, string> = {
  0.5: 'Half of the tumour is gone',
  0.1: 'Nine tenths are gone',
};
const ESTABLISHED_CELLS = 1000;
const TISSUE_NOTES = ['hypoxia', 'necrosis', 'resting', 'vessels'] as const;

interface Change {
  hours: number;
  text: string;
}

/** Everything told and remembered so far. */
export interface ChronicleState {
  entries: ChronicleEntry[];
  told: string[];
  changes: [string, Change][];
  firstCells: FirstCellsState;
  lesions: LesionStoryState;
  start: Seen | null;
  responses: number;
  lowest: Seen | null;
  tookOver: boolean;
  relapsed: boolean;
}

export class Chronicle {
  readonly entries: ChronicleEntry[] = [];
  private readonly told = new Set<string>();
  private readonly changes = new Map<string, Change>();
  private readonly firstCells: FirstCells;
  private readonly lesions: LesionStory;
  private readonly tumours: readonly Place[];
  private start: Seen | null = null;
  private responses = 0;
  private lowest: Seen | null = null;
  private tookOver = false;
  private relapsed = false;

  constructor(
    private readonly scenario: Scenario,
    /** Every compartment of the patient. */
    private readonly places: readonly Place[],
    /** Lines that died out before those that live. */
    private readonly refounded = 0,
  ) {
    this.tumours = places.filter(({ isTumour }) => isTumour);
    this.firstCells = new FirstCells(scenario, places);
    this.lesions = new LesionStory(places);
  }

  private get several(): boolean {
    return this.tumours.length > 1;
  }

  /** Before the steps that {@link follow} is told of next. */
  read(): void {
    this.firstCells.read();
  }

  /**
   * After every step.
   * @param step steps done
   * @param live cells of the tumour
   * @param counts cells of each place
   */
  follow(step: number, hours: number, live: number, counts: ArrayLike<number>): void {
    for (const text of this.firstCells.follow(step, counts)) this.tell(hours, 'alteration', text);
    if (this.refounded > 0) this.tellRefounding(hours, live, counts);
    if (this.start !== null) this.followResponse(hours, live, this.start);
    if (!this.several) return;
    for (const text of this.lesions.follow(hours, counts)) this.tell(hours, 'relapse', text);
  }

  /** Whether {@link look} has anything to say of a tissue yet. */
  get watchesTissue(): boolean {
    return TISSUE_NOTES.some((key) => !this.told.has(key));
  }

  /**
   * Once a day, at what takes a pass over all cells to know.
   * @param live cells of the tumour
   * @param tissue null where cells have no places or there is nothing left to tell
   */
  look(hours: number, live: number, tissue: TissueObservation | null): void {
    this.compareResistant(hours, live);
    if (tissue !== null) this.tellTissue(hours, live, tissue);
    const refused = this.tumours.some(({ kernel }) => kernel.alterationsRefused > 0);
    if (refused && this.once('refused')) {
      this.tell(
        hours,
        'limit',
        'All 65,520 phenotypes are in use: further new genotypes keep their mother’s phenotype.',
      );
    }
  }

  /** The tumour, which had fallen, is back. */
  relapse(hours: number, live: number): void {
    if (this.start === null || this.relapsed) return;
    this.relapsed = true;
    const after = dayCount(hours - this.start.hours);
    this.tell(
      hours,
      'relapse',
      `Relapse: ${cells(live)} again, ${after} after treatment began.${this.largestResistant(hours)}`,
    );
  }

  get hasRelapsed(): boolean {
    return this.relapsed;
  }

  /** @param names of the agents that are given from now on, as their schedules say */
  treatmentBegins(hours: number, live: number, names: readonly string[]): void {
    this.start = { hours, cells: live };
    this.lesions.treatmentBegins(hours);
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

  /** What a treatment rule has ordered; what the calendar orders shows in the doses. */
  ordered(hours: number, order: Order): void {
    const unseen = order.kind === 'dose' || order.kind === 'resect';
    if (order.because === 'by the calendar' && !unseen) return;
    this.tell(hours, 'treatment', orderSentence(order));
  }

  /** Told at the next control time, so that a slider on its way leaves one entry, not fifty. */
  changed(hours: number, label: string, value: string): void {
    this.changes.set(label, { hours, text: `Changed: ${label} is now ${value}.` });
  }

  get hasChanges(): boolean {
    return this.changes.size > 0;
  }

  tellChanges(): void {
    for (const { hours, text } of this.changes.values()) this.tell(hours, 'treatment', text);
    this.changes.clear();
  }

  /** A change that the scenario names and this run cannot take. */
  refused(hours: number, why: string): void {
    this.tell(hours, 'note', `Not changed: ${why}`);
  }

  /** Places without a cell, and when the last of each died. */
  extinct(empty: readonly (Place & { emptySinceHours: number })[]): void {
    const tumours = empty.filter(({ isTumour }) => isTumour);
    const cured = tumours.length === this.tumours.length;
    for (const place of empty) {
      if (cured && place.isTumour) continue;
      const text = this.lesions.goneSentence(place, place.emptySinceHours);
      if (text !== null) this.tell(place.emptySinceHours, 'extinct', text);
    }
    if (!cured) return;
    const hours = Math.max(...tumours.map(({ emptySinceHours }) => emptySinceHours));
    const text =
      this.start === null
        ? `The last cell died on day ${days(hours)}, without treatment${this.refounded > 0 ? `, as ${this.linesBefore} had before it` : ''}.`
        : `Cured: the last cell died on day ${days(hours)}, ${dayCount(hours - this.start.hours)} into treatment.`;
    this.tell(hours, 'extinct', text);
  }

  bloodCount(hours: number, { kind, text }: BloodNews): void {
    this.tell(hours, kind, text);
  }

  memoryFull(hours: number, place: Place): void {
    const where = place.name === 'tumour' ? '' : ` in ${place.name}`;
    const live = cells(place.kernel.cells);
    this.tell(
      hours,
      'limit',
      `Memory is full${where} at ${live}; the run ends here, everything so far is kept.`,
    );
  }

  save(): ChronicleState {
    const { start, responses, lowest, tookOver, relapsed } = this;
    return {
      entries: this.entries.slice(),
      told: [...this.told],
      changes: [...this.changes],
      firstCells: this.firstCells.save(),
      lesions: this.lesions.save(),
      ...{ start, responses, lowest, tookOver, relapsed },
    };
  }

  /** Into a fresh chronicle. */
  restore(state: ChronicleState): void {
    for (const entry of state.entries) this.entries.push(entry);
    for (const key of state.told) this.told.add(key);
    for (const [key, change] of state.changes) this.changes.set(key, change);
    this.firstCells.restore(state.firstCells);
    this.lesions.restore(state.lesions);
    this.start = state.start;
    this.responses = state.responses;
    this.lowest = state.lowest;
    this.tookOver = state.tookOver;
    this.relapsed = state.relapsed;
  }

  private tell(hours: number, kind: ChronicleEntry['kind'], text: string): void {
    this.entries.push({ day: hours / 24, kind, text });
  }

  private once(key: string): boolean {
    if (this.told.has(key)) return false;
    this.told.add(key);
    return true;
  }

  private get linesBefore(): string {
    return this.refounded === 1 ? 'one line' : `${count(this.refounded)} lines`;
  }

  private tellRefounding(hours: number, live: number, counts: ArrayLike<number>): void {
    const isSmall = ({ isTumour }: Place, index: number) =>
      isTumour && (counts[index] as number) < ESTABLISHED_CELLS;
    if ((this.start === null && this.places.some(isSmall)) || !this.once('refounding')) return;
    const who = this.several ? 'The lesions have taken hold' : 'This tumour has taken hold';
    const before = this.several ? 'them' : 'it';
    const founded = this.several ? 'these were' : 'this one was';
    this.tell(
      hours,
      'note',
      `${who} with ${cells(live)}; ${this.linesBefore} before ${before} died out by chance. Day 0 is when ${founded} founded.`,
    );
  }

  private tellTissue(hours: number, live: number, tissue: TissueObservation): void {
    const { hypoxic, crowded, debris, openVessels } = tissue;
    const tell = (key: (typeof TISSUE_NOTES)[number], when: boolean, text: () => string) => {
      if (when && this.once(key)) this.tell(hours, 'note', text());
    };
    // Oxygen is known once the first step has been made.
    tell(
      'hypoxia',
      hypoxic > 0 && hours > 0,
      () => `First cells with too little oxygen to divide: ${count(hypoxic)} of ${cells(live)}.`,
    );
    tell(
      'necrosis',
      debris > 0,
      () => `Cells die of want of oxygen: ${count(debris)} places hold what is left of the dead.`,
    );
    tell(
      'resting',
      hours > 0 && live >= ESTABLISHED_CELLS && hypoxic + crowded > live / 2,
      () =>
        `More than half of the cells rest: of ${cells(live)}, ${count(crowded)} find no room and ${count(hypoxic)} too little oxygen.`,
    );
    tell('vessels', openVessels < 0.5, () => `Cells have pressed shut more than half of the vessels.`);
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
  }

  private compareResistant(hours: number, live: number): void {
    if (this.tookOver) return;
    const sensitive = this.tumours.reduce((sum, { kernel }) => sum + kernel.countSensitive(), 0);
    const resistant = live - sensitive;
    if (resistant <= sensitive) return;
    this.tookOver = true;
    this.tell(
      hours,
      'takeover',
      `Resistant cells outnumber sensitive ones, ${count(resistant)} to ${count(sensitive)}.${this.largestResistant(hours)}`,
    );
  }

  /** A sentence on the largest resistant clone, with a leading space; '' where there is none. */
  private largestResistant(hours: number): string {
    const [largest] = this.tumours
      .flatMap((place) => {
        const clone = place.kernel.largestClones(16).find(isResistant);
        return clone === undefined ? [] : { place, clone };
      })
      .sort((a, b) => b.clone.cells - a.clone.cells);
    if (largest === undefined) return '';
    const { clone, place } = largest;
    const born = clone.birthStep * this.scenario.stepHours;
    const name = genotypeName(this.scenario, clone);
    const where = this.several ? ` in ${place.name}` : '';
    const when =
      clone.alteration === Alteration.founder
        ? 'was there from the start'
        : this.start === null
          ? `arose ${dayCount(hours - born)} ago`
          : born < this.start.hours
            ? `arose on day ${days(born)}, ${dayCount(this.start.hours - born)} before treatment`
            : `arose on day ${days(born)}, ${dayCount(born - this.start.hours)} into treatment`;
    return ` The largest resistant clone (${name}; ${cells(clone.cells)}${where}) ${when}.`;
  }
}

/** "a", "a and b", "a, b and c". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

const isResistant = (clone: CloneRecord) => clone.className !== ('sensitive' satisfies ClassName);
