import { completeScenario, type Scenario } from '../schema';

export interface Preset {
  id: string;
  title: string;
  /** Two sentences on what it shows. */
  about: string;
  scenario: Scenario;
}

/** A partial document: what is left out takes its default. */
export interface PresetDocument {
  title: string;
  about: string;
  [key: string]: unknown;
}

export function preset(id: string, document: PresetDocument): Preset {
  return { id, title: document.title, about: document.about, scenario: completeScenario(document) };
}
