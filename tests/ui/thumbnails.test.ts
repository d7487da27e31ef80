/** The pictures in the scenes' menu: one for each, of the run and day that the scene names; `npm run thumbnails` draws them anew. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/scenario/presets/index';
import { drawThumbnails } from '../../src/ui/scenes/thumbnails';
import hashes from '../../src/ui/scenes/thumbnails.json';
import { COLUMNS, TILE_HEIGHT, TILE_WIDTH } from '../../src/ui/scenes/tiles';
import { LONG } from '../kit/long';

const stored = (theme: 'light' | 'dark') => {
  const path = fileURLToPath(new URL(`../../src/ui/scenes/thumbnails.${theme}.png`, import.meta.url));
  return PNG.sync.read(readFileSync(path));
};

/** Pixels of one scene's tile, RGBA. */
function tile({ data, width }: { data: Uint8Array; width: number }, index: number): Uint8Array {
  const [left, top] = [(index % COLUMNS) * TILE_WIDTH, Math.floor(index / COLUMNS) * TILE_HEIGHT];
  const pixels = new Uint8Array(4 * TILE_WIDTH * TILE_HEIGHT);
  for (let y = 0; y < TILE_HEIGHT; y++) {
    const from = 4 * ((top + y) * width + left);
    pixels.set(data.subarray(from, from + 4 * TILE_WIDTH), 4 * TILE_WIDTH * y);
  }
  return pixels;
}

/** Those that take a second. */
const QUICK = ['selection', 'mutator', 'mdr1-cross-resistance'];

describe('thumbnails', () => {
  it('there is one for each scene, and none is empty', () => {
    expect(Object.keys(hashes)).toEqual(presets.map(({ id }) => id));
    for (const theme of ['light', 'dark'] as const) {
      const image = stored(theme);
      presets.forEach(({ id }, index) => {
        const drawn = tile(image, index).filter((value, at) => at % 4 === 3 && value > 0);
        expect(drawn.length, `${id}, ${theme}`).toBeGreaterThan(300);
      });
    }
  });

  for (const [label, ids, options] of [
    ['of quick scenes', QUICK, {}],
    ['of all other scenes', presets.map(({ id }) => id).filter((id) => !QUICK.includes(id)), LONG],
  ] as const)
    it(`${label} are what kernel and colours draw now`, options, async () => {
      const chosen = presets.filter(({ id }) => ids.includes(id));
      const drawn = await drawThumbnails(chosen);
      for (const [place, { id }] of chosen.entries()) {
        expect(drawn.hashes[id], id).toBe((hashes as Record<string, string>)[id]);
        const index = presets.findIndex((preset) => preset.id === id);
        for (const theme of ['light', 'dark'] as const) {
          const now = tile({ data: drawn[theme], width: drawn.width }, place);
          expect(Buffer.compare(now, tile(stored(theme), index)), `${id}, ${theme}`).toBe(0);
        }
      }
    });
});
