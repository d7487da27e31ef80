/** What numbers are said to rest on: no citation without a place in its source, and a page that lists them all. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sourcesPage } from '../../src/cli/sources';
import { markCounts, markedNumbers } from '../../src/scenario/marks';
import { parameters } from '../../src/scenario/schema';
import { type SourceName, sources } from '../../src/scenario/sources';

const numbers = markedNumbers();

describe('marks', () => {
  test.each(numbers.map((each) => [each.name, each] as const))('%s', (_, { mark }) => {
    switch (mark.kind) {
      case 'cited':
        expect(sources).toHaveProperty(mark.source);
        expect(mark.where.length).toBeGreaterThan(5);
        break;
      case 'derived':
        expect(mark.from.length).toBeGreaterThan(0);
        for (const source of mark.from) expect(sources).toHaveProperty(source);
        expect(mark.how.length).toBeGreaterThan(10);
        break;
      case 'assumed':
        expect(mark.why).not.toMatch(/\d{4}[;:]\d/);
    }
  });

  test('stand at every default that is more than a choice of the user', () => {
    // What switches a mechanism on, sizes a run or names a thing claims nothing; numbers of cells and doses neither.
    const CHOICES =
      /^(version|seed|untilCells|cloneCountsFrom|tumour\.lesions|tumour\.founders|tumour\.resistantFounders|treatment\.|stop\.|rules\[\]|compartments\[\]\.founders|(drugs\[\]|inhibitor)\.(molarMass|unboundFraction|kdMicromolar|pharmacokinetics|schedule))|Probability$|^(alterations|passengers)\.|variants\[\]\.weight|variantEffects|points\[\]|^changes\[\]|^dosesGiven\[\]|^parent\.|tissue\.(sites|boundaryMicromolar)|sites[XYZ]$|coarsening$/;
    const bare = parameters.filter(({ kind, mark }) => kind === 'number' && mark === null);
    expect(bare.map(({ path }) => path).filter((path) => !CHOICES.test(path))).toEqual([]);
  });

  test('use every source that is listed', () => {
    const used = new Set<SourceName>(
      numbers.flatMap(({ mark }) =>
        mark.kind === 'cited' ? [mark.source] : mark.kind === 'derived' ? [...mark.from] : [],
      ),
    );
    for (const { law } of parameters) if (law !== null) used.add(law);
    expect((Object.keys(sources) as SourceName[]).filter((name) => !used.has(name))).toEqual([]);
  });
});

describe('docs/sources.md', () => {
  test('is what `clonarium sources` prints', () => {
    expect(readFileSync(new URL('../../docs/sources.md', import.meta.url), 'utf8')).toBe(sourcesPage());
  });

  test('has its counts in the README', () => {
    const { cited, derived, assumed } = markCounts(numbers);
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme).toContain(`${cited} cited, ${derived} derived, ${assumed} assumed`);
  });
});
