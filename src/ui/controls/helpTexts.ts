/** Help of every parameter, and what every number rests on; fetched when somebody first turns to the controls. */
import { substanceNumbers, substances } from '../../scenario/marks';
import { parameters } from '../../scenario/parameters';
import { presets } from '../../scenario/presets/index';
import { type Mark, markText, sources } from '../../scenario/sources';

export interface Shown {
  kind: Mark['kind'];
  text: string;
}

const shown = (mark: Mark): Shown => ({ kind: mark.kind, text: markText(mark) });

interface HelpText {
  help: string;
  /** Where the equation comes from. */
  law: string | null;
  mark: Shown | null;
}

/** By path of a parameter. */
export const texts: Record<string, HelpText> = Object.fromEntries(
  parameters.map(({ path, help, law, mark }) => [
    path,
    { help, law: law === null ? null : sources[law], mark: mark === null ? null : shown(mark) },
  ]),
);

/** By substance and path below it: a value of the catalogue and what it rests on. */
export const catalogue: Record<string, Record<string, Shown & { value: unknown }>> = Object.fromEntries(
  substances.map((known) => [
    known.name,
    Object.fromEntries(
      substanceNumbers(known)
        .filter(([path]) => !path.startsWith('barrier.'))
        .map(([path, { value, mark }]) => [path, { value, ...shown(mark) }]),
    ),
  ]),
);

/** By preset and path: values of its own that are more than assumed. */
export const ofPresets: Record<string, Record<string, Shown>> = Object.fromEntries(
  presets.map(({ id, marks }) => [
    id,
    Object.fromEntries(Object.entries(marks ?? {}).map(([path, mark]) => [path, shown(mark)])),
  ]),
);
