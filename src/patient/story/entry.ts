/** A sentence of the chronicle. */
export interface ChronicleEntry {
  /** Days. */
  day: number;
  kind:
    | 'alteration'
    | 'treatment'
    | 'response'
    | 'nadir'
    | 'takeover'
    | 'relapse'
    | 'extinct'
    | 'limit'
    | 'note';
  text: string;
  /** The agent that an entry of treatment is of. */
  drug?: string;
  /** What became of that agent, or the path of the value that was changed. */
  event?: TreatmentEvent;
  path?: string;
  /** Of `dose`: multiple of the first dose. */
  factor?: number;
}

export type TreatmentEvent =
  | 'begins'
  | 'ends'
  | 'last dose'
  | 'held'
  | 'given again'
  | 'dose'
  | 'extra'
  | 'changed';
