import { completeScenario, type Scenario } from '../schema';
import type { Mark } from '../sources';
import type { Scene } from './scene';

export interface Preset {
  id: string;
  title: string;
  /** Two sentences on what it shows. */
  about: string;
  scenario: Scenario;
  /** Values of its own that are more than assumed, by path. */
  marks?: Readonly<Record<string, Mark>>;
  /** How it is shown and told. */
  scene: Scene;
}

/** A partial document: what is left out takes its default. */
export interface PresetDocument {
  title: string;
  about: string;
  marks?: Readonly<Record<string, Mark>>;
  [key: string]: unknown;
}

export function preset(id: string, { marks, ...document }: PresetDocument): Omit<Preset, 'scene'> {
  const { title, about } = document;
  return { id, title, about, scenario: completeScenario(document), ...(marks && { marks }) };
}
