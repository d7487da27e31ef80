/** Help and source of every parameter as a module of their own: Node writes it while the page is built. */
import { substanceNumbers, substances } from '../../scenario/marks';
import { parameters } from '../../scenario/parameters';
import { presets } from '../../scenario/presets/index';
import { type Mark, markText, sources } from '../../scenario/sources';

const shown = (mark: Mark) => ({ kind: mark.kind, text: markText(mark) });

const texts = parameters.map(({ path, help, law, mark }) => [
  path,
  { help, law: law === null ? null : sources[law], mark: mark === null ? null : shown(mark) },
]);

/** By substance and path below it: a value of the catalogue and what it rests on. */
const catalogue = substances.map((known) => [
  known.name,
  Object.fromEntries(
    substanceNumbers(known)
      .filter(([path]) => !path.startsWith('barrier.'))
      .map(([path, { value, mark }]) => [path, { value, ...shown(mark) }]),
  ),
]);

const ofPresets = presets.map(({ id, marks }) => [
  id,
  Object.fromEntries(Object.entries(marks ?? {}).map(([path, mark]) => [path, shown(mark)])),
]);

export const text = [
  `export default ${JSON.stringify(Object.fromEntries(texts))};`,
  `export const catalogue = ${JSON.stringify(Object.fromEntries(catalogue))};`,
  `export const ofPresets = ${JSON.stringify(Object.fromEntries(ofPresets))};`,
].join('\n');
