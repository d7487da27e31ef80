import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { pictureOf, withPicture } from '../../src/cli/files/picture';
import { completeScenario } from '../../src/scenario/schema';
import { emptyDirectory } from '../kit/clonarium';

function pngOf(width: number, height: number, isDark: (x: number, y: number) => boolean): Buffer {
  const png = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) {
    png.data.set(isDark(i % width, Math.floor(i / width)) ? [0, 0, 0, 255] : [0, 0, 0, 0], 4 * i);
  }
  return PNG.sync.write(png);
}

const dots = (x: number, y: number) => x % 40 === 20 && y % 40 === 20;
const sized = (image: string) => ({
  tumour: { tissue: { sitesX: 100, sitesY: 100, vessels: { arrangement: 'image', image } } },
});

it('a scenario names its picture, relative to itself, and keeps what it shows', () => {
  const directory = emptyDirectory();
  writeFileSync(join(directory, 'vessels.png'), pngOf(400, 400, dots));
  const rows = Array.from({ length: 400 }, (_, y) =>
    Array.from({ length: 400 }, (_, x) => (dots(x, y) ? 1 : 0)).join(' '),
  );
  writeFileSync(join(directory, 'vessels.pbm'), `P1\n400 400\n${rows.join('\n')}\n`);
  const [png, pbm] = ['vessels.png', 'vessels.pbm'].map((name) =>
    completeScenario(withPicture(sized(name), directory)),
  );
  expect(atob(png?.tumour.tissue?.vessels.image ?? '').slice(0, 11)).toBe('P4\n100 100\n');
  expect(pbm?.tumour.tissue?.vessels.image.slice(0, 3)).toBe('P1\n');
});

it.each([
  ['none.png', /"none\.png" cannot be read \(ENOENT\)/],
  ['text.png', /"text\.png" is neither a PNG nor a PBM or PGM/],
  ['cut.png', /"cut\.png" is a damaged PNG/],
  ['huge.png', /"huge\.png" is 4000000000 × 400 pixels, not 1 to 8192/],
  ['white.png', /has no dark pixel/],
  ['black.png', /has only dark pixels/],
])('%s is refused in one sentence', (name, sentence) => {
  const directory = emptyDirectory();
  const whole = pngOf(400, 400, dots);
  const huge = Buffer.from(whole);
  huge.writeUInt32BE(4_000_000_000, 16);
  const files: Record<string, Buffer> = {
    'text.png': Buffer.from('no picture at all, only text'),
    'cut.png': whole.subarray(0, 200),
    'huge.png': huge,
    'white.png': pngOf(9, 9, () => false),
    'black.png': pngOf(9, 9, () => true),
  };
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(directory, file), bytes);
  expect(() => withPicture(sized(name), directory)).toThrow(sentence);
});

it('what names no picture file is left as it is', () => {
  for (const document of [null, [], { tumour: null }, sized('P1 2 1 0 1'), sized('/etc/passwd')]) {
    expect(withPicture(document, '.')).toBe(document);
  }
  expect(() => pictureOf(new Uint8Array(0), 'a.png', [1, 1])).toThrow(/neither a PNG/);
});
