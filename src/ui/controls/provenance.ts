/** What the value that a control shows rests on; fetched when somebody first turns to the controls. */
import { useEffect, useState } from 'preact/hooks';
import { getPath, type Scenario } from '../../scenario/schema';
import type { Field } from './expand';

type HelpTexts = typeof import('./helpTexts');

interface Provenance {
  kind: 'cited' | 'derived' | 'assumed';
  text: string;
}

let fetched: HelpTexts | null = null;
const waiting = new Set<(texts: HelpTexts) => void>();

/** Fetches the texts once; the promise is refused where that cannot be done. */
export async function fetchHelp(): Promise<HelpTexts> {
  fetched ??= await import('./helpTexts');
  for (const tell of waiting) tell(fetched);
  waiting.clear();
  return fetched;
}

/** The texts once somebody has asked for them; null until then. */
export function useHelp(): HelpTexts | null {
  const [texts, setTexts] = useState(fetched);
  useEffect(() => {
    if (fetched !== null) setTexts(fetched);
    else waiting.add(setTexts);
    return () => {
      waiting.delete(setTexts);
    };
  }, []);
  return texts;
}

const OWN: Provenance = { kind: 'assumed', text: 'Assumed: chosen for this preset.' };
/** Groups whose numbers say something of cells or drugs. */
const CLAIMS = new Set(['Drugs', 'Mechanisms']);

/** Of a value as in the catalogue, by default or of the preset; null of one that was chosen otherwise. */
export function provenanceOf(
  { parameter, path }: Field,
  scenario: Scenario,
  preset: { id: string | null; scenario: Scenario },
  { texts, catalogue, ofPresets }: HelpTexts,
): Provenance | null {
  const value = getPath(scenario, path);
  const substance = /^(drugs\[\d+\]|inhibitor)\.(.+)$/.exec(path);
  if (substance !== null) {
    const [, owner = '', below = ''] = substance;
    const known = catalogue[String(getPath(scenario, `${owner}.name`))]?.[below];
    if (known !== undefined && known.value === value) return known;
  }
  if (value === parameter.default) return texts[parameter.path]?.mark ?? null;
  if (preset.id === null || value !== getPath(preset.scenario, path)) return null;
  return ofPresets[preset.id]?.[path] ?? (CLAIMS.has(parameter.group) ? OWN : null);
}
