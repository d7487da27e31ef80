/** The things worth telling about a run, each once, with this run's numbers. Reads the kernels, never changes them. */
import { PASSENGER_CLONES } from '../../kernel/model';
import type { TissueObservation } from '../../kernel/observation';
import { shown } from '../../scenario/complete';
import type { Parameter } from '../../scenario/parameters';
import type { Scenario } from '../../scenario/scenario';
import type { BloodNews } from '../marrow';
import type { GivenBy } from '../record/marks';
import { raisedHours } from '../treatment/raised';
import type { Order } from '../treatment/rules';
import { AgentStory, type AgentStoryState, type Told } from './agentStory';
import { causeSentence, placeSentence, whereSentence } from './causes';
import { Entries } from './entries';
import type { ChronicleEntry, TreatmentEvent } from './entry';
import { FirstCells, type FirstCellsState, type Place, type Seen } from './firstCells';
import { LesionStory, type LesionStoryState } from './lesionStory';
import { ResponseStory, type ResponseStoryState } from './responseStory';
import { TISSUE_NOTES, tissueNotes } from './tissueNotes';
import { cells, count, dayCount, days, orderSentence, valueName } from './words';

const ESTABLISHED_CELLS = 1000;
interface Change {
  hours: number;
  text: string;
}

/** What an order of the rules does to the drug that it names. */
const ORDER_EVENTS: Partial<Record<Order['kind'], TreatmentEvent>> = {
  hold: 'held',
  resume: 'given again',
  dose: 'dose',
};

/** Everything told and remembered so far. */
export interface ChronicleState extends ResponseStoryState {
  entries: ChronicleEntry[];
  told: string[];
  changes: [string, Change][];
  firstCells: FirstCellsState;
  lesions: LesionStoryState;
  agents: AgentStoryState;
  start: Seen | null;
  tookOver: boolean;
  relapsed: boolean;
}

export class Chronicle {
  private readonly log = new Entries();
  private readonly told = new Set<string>();
  private readonly changes = new Map<string, Change>();
  private readonly firstCells: FirstCells;
  private readonly lesions: LesionStory;
  private readonly agents: AgentStory;
  private readonly response = new ResponseStory(this.log);
  private readonly tumours: readonly Place[];
  private start: Seen | null = null;
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
    this.agents = new AgentStory(scenario);
  }

  /** Everything told so far, in order of time. */
  get entries(): readonly ChronicleEntry[] {
    return this.log.list;
  }

  /** The same with repeats in one line. */
  get narrative(): readonly ChronicleEntry[] {
    return this.log.narrative;
  }

  /** The sentence that a run ends with when no cell is left. */
  get ending(): string {
    return this.entries.findLast(({ kind }) => kind === 'extinct')?.text ?? '';
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
    if (this.start !== null) this.response.follow(hours, live, this.start);
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
    if (tissue !== null) {
      const notes = tissueNotes(hours, live, live >= ESTABLISHED_CELLS, tissue);
      for (const key of TISSUE_NOTES) {
        const text = notes[key];
        if (text !== undefined && this.once(key)) this.tell(hours, 'note', text);
      }
    }
    const refused = this.tumours.some(({ kernel }) => kernel.alterationsRefused > 0);
    if (refused && this.once('refused')) {
      this.tell(
        hours,
        'limit',
        'All 65,520 phenotypes are in use: further new genotypes keep their mother’s phenotype.',
      );
    }
    const isFull = ({ kernel }: Place) => kernel.alteredSince(PASSENGER_CLONES).next >= PASSENGER_CLONES;
    if (this.scenario.passengers.perDivision > 0 && this.tumours.some(isFull) && this.once('clones')) {
      this.tell(
        hours,
        'limit',
        'There are 33,554,432 clones: passenger mutations begin no more, and their cells stay in the clone that they came up in.',
      );
    }
  }

  /** The tumour, which had fallen, is back. */
  relapse(hours: number, live: number): void {
    if (this.start === null || this.relapsed) return;
    this.relapsed = true;
    const after = dayCount(hours - this.start.hours);
    const { sensitive, tumours } = this;
    const where = `${whereSentence(this.scenario, tumours, { live, resistant: live - sensitive })}${placeSentence(tumours, live)}`;
    const cause = this.cause(hours, live, sensitive);
    this.tell(
      hours,
      'relapse',
      `Relapse: ${cells(live)} again, ${after} after treatment began.${cause}${where}`,
    );
  }

  get hasRelapsed(): boolean {
    return this.relapsed;
  }

  /** @param names of the agents that rules let be given from now on; those whose schedules wait begin later */
  treatmentBegins(hours: number, live: number, names: readonly string[]): void {
    this.start = { hours, cells: live };
    this.lesions.treatmentBegins(hours);
    const first = names.filter((name) => this.agents.named(name)?.schedule.startDay === 0);
    for (const name of first) this.agents.begunBy(name, hours);
    const agents = first.length === 0 ? '' : ` with ${listed(first)}`;
    this.tell(hours, 'treatment', `Treatment begins${agents}: ${cells(live)}.`);
  }

  /** What has become of each agent by now, with the doses begun since the last time; to be told in this order. */
  given(now: number, agents: readonly GivenBy[]): Told[] {
    const startHours = this.start?.hours ?? null;
    return agents
      .flatMap(({ agent, dosing, doses }) => this.agents.look(agent, dosing, doses, now, startHours))
      .sort((a, b) => a.hours - b.hours);
  }

  /** One of what {@link given} returned. */
  course({ hours, text, ...which }: Told): void {
    this.tell(hours, 'treatment', text, which);
  }

  extraDose(hours: number, name: string): void {
    const agent = this.agents.named(name);
    const raised =
      agent?.pharmacokinetics.route === 'level'
        ? `: for ${dayCount(raisedHours(agent.schedule))} its level is raised by what the schedule holds`
        : '';
    this.tell(hours, 'treatment', `An extra dose of ${name}${raised}.`, { drug: name, event: 'extra' });
  }

  /** What a treatment rule has ordered. */
  ordered(hours: number, order: Order): void {
    const event = ORDER_EVENTS[order.kind];
    if (order.kind === 'switch') this.agents.begunBy(order.to, hours);
    if (order.kind === 'resume') this.agents.begunBy(order.drug, hours);
    this.tell(hours, 'treatment', orderSentence(order), {
      ...(event === undefined || order.kind === 'resect' ? {} : { drug: order.drug, event }),
      ...(order.kind === 'dose' ? { factor: order.factor } : {}),
    });
  }

  /** Told at the next control time, so that a slider on its way leaves one entry, not fifty. */
  changed(
    hours: number,
    path: string,
    { label, unit }: Pick<Parameter, 'label' | 'unit'>,
    value: unknown,
  ): void {
    const what = valueName(this.scenario, path, label);
    const now = value === 0 && path.endsWith('.doses') ? 'without end' : `${shown(value)} ${unit}`.trim();
    this.changes.set(path, { hours, text: `Changed: ${what} is now ${now}.` });
  }

  get hasChanges(): boolean {
    return this.changes.size > 0;
  }

  tellChanges(): void {
    for (const [path, { hours, text }] of this.changes) {
      this.tell(hours, 'treatment', text, { event: 'changed', path });
    }
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
    // No size but none was the deepest.
    this.log.remove('nadir');
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
    const { start, tookOver, relapsed } = this;
    return {
      entries: this.entries.slice(),
      told: [...this.told],
      changes: [...this.changes],
      firstCells: this.firstCells.save(),
      lesions: this.lesions.save(),
      agents: this.agents.save(),
      ...this.response.save(),
      ...{ start, tookOver, relapsed },
    };
  }

  /** Into a fresh chronicle. */
  restore(state: ChronicleState): void {
    this.log.restore(state.entries);
    for (const key of state.told) this.told.add(key);
    for (const [key, change] of state.changes) this.changes.set(key, change);
    this.firstCells.restore(state.firstCells);
    this.lesions.restore(state.lesions);
    this.agents.restore(state.agents);
    this.start = state.start;
    this.response.restore(state);
    this.tookOver = state.tookOver;
    this.relapsed = state.relapsed;
  }

  private tell(
    hours: number,
    kind: ChronicleEntry['kind'],
    text: string,
    more: Partial<ChronicleEntry> = {},
  ): void {
    this.log.add({ day: hours / 24, kind, text, ...more });
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
    const isSmall = ({ isTumour }: Place, index: number) => isTumour && counts[index]! < ESTABLISHED_CELLS;
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

  private compareResistant(hours: number, live: number): void {
    if (this.tookOver) return;
    const { sensitive } = this;
    const resistant = live - sensitive;
    if (resistant <= sensitive) return;
    this.tookOver = true;
    this.tell(
      hours,
      'takeover',
      `Resistant cells outnumber sensitive ones, ${count(resistant)} to ${count(sensitive)}.${this.cause(hours, live, sensitive)}`,
    );
  }

  private get sensitive(): number {
    return this.tumours.reduce((sum, { kernel }) => sum + kernel.countSensitive(), 0);
  }

  private cause(hours: number, live: number, sensitive: number): string {
    const counted = { live, resistant: live - sensitive };
    return causeSentence(this.scenario, this.tumours, counted, hours, this.start?.hours ?? null);
  }
}

/** "a", "a and b", "a, b and c". */
function listed(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
