/** What the page and its worker say to each other. */
import type { CheckpointRow } from '../checkpoints';
import type { Row } from '../suite';

export interface Order {
  engine: string;
  suite: 'quick' | 'full';
  /** Cells of the largest population. */
  largest: number;
  threads: number[];
  /** Hashes that Node gave, by caseKey. */
  expected: Record<string, string>;
}

export type News =
  | { kind: 'case'; rows: Row[]; done: number }
  | { kind: 'checkpoint'; row: CheckpointRow }
  | { kind: 'end' }
  | { kind: 'failure'; sentence: string };
