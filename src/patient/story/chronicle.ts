/** The things worth telling about a run, each once, with this run's numbers. Reads the kernels, never changes them. */
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
import { cells, count, dayCount, days, orderSentence, percent, valueName } from './words';

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

/** What an order of the rules does to the drug that it names. */
const ORDER_EVENTS: Partial<Record<Order['kind'], TreatmentEvent>> = {
  hold: 'held',
  resume: 'given again',
  dose: 'dose',
};

/** Everything told and remembered so far. */
export interface ChronicleState {
  entries: ChronicleEntry[];
  told: string[];
  changes: [string, Change][];
  firstCells: FirstCellsState;
  lesions: LesionStoryState;
  agents: AgentStoryState;
  start: Seen | null;
  responses: number;
  lowest: Seen | null;
  /** Time of the deepest point that has been told. */
  nadirHours: number | null;
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
  private readonly tumours: readonly Place[];
  private start: Seen | null = null;
  private responses = 0;
  private lowest: Seen | null = null;
  private nadirHours: number | null = null;
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
    const { sensitive, tumours } = this;
    const where = `${whereSentence(tumours, { live, resistant: live - sensitive })}${placeSentence(tumours, live)}`;
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
    const { start, responses, lowest, nadirHours, tookOver, relapsed } = this;
    return {
      entries: this.entries.slice(),
      told: [...this.told],
      changes: [...this.changes],
      firstCells: this.firstCells.save(),
      lesions: this.lesions.save(),
      agents: this.agents.save(),
      ...{ start, responses, lowest, nadirHours, tookOver, relapsed },
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
    this.responses = state.responses;
    this.lowest = state.lowest;
    this.nadirHours = state.nadirHours;
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
        `More than half of the cells rest: of ${cells(live)}, ${count(crowded)} find no room${hypoxic > 0 ? ` and ${count(hypoxic)} too little oxygen` : ''}.`,
    );
    tell('vessels', openVessels < 0.5, () => `Cells have pressed shut more than half of the vessels.`);
  }

  private followResponse(hours: number, live: number, start: Seen): void {
    if (this.lowest === null || live < this.lowest.cells) {
      this.lowest = { hours, cells: live };
      // What was told as the deepest point is none; the one that follows takes its place.
      if (this.nadirHours !== null) this.log.remove('nadir');
      this.nadirHours = null;
    }
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
    if (live >= 2 * this.lowest.cells && live >= 20 && this.nadirHours === null) {
      this.nadirHours = this.lowest.hours;
      this.tell(
        this.lowest.hours,
        'nadir',
        `Deepest point: ${cells(this.lowest.cells)}, ${percent(this.lowest.cells / start.cells)} of the tumour at the start of treatment.`,
      );
    }
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
