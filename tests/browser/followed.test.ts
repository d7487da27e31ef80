/** Every living cell of the line that the inspector follows has a ring in the tissue view, with and without WebGL2. */
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { dayOf, openPage, openScenario, withoutWebGL2 } from '../../bench/browser/site';
import { Inspector } from '../../src/kernel/inspect/inspector';
import { createKernel } from '../../src/kernel/kernel';
import type { WasmKernel } from '../../src/kernel/wasmKernel';
import { Patient } from '../../src/patient/patient';
import { parseScenario } from '../../src/scenario/schema';
import { Camera } from '../../src/ui/tissue/draw/camera';
import { site } from '../kit/site';
import { soon } from '../kit/soon';

const EDGES = [24, 20, 16] as const;

/** A hundred cells in the middle, of which a line of several grows; slower in a plane, which is soon full. */
const scenario = (sitesZ: number) => {
  const perDay = sitesZ === 1 ? 0.5 : 1;
  return JSON.stringify({
    title: 'A line',
    seed: 3,
    untilDays: 5 / perDay,
    stepHours: 1,
    tumour: {
      founders: 100,
      divisionPerDay: perDay,
      deathPerDay: 0.01 * perDay,
      tissue: { sitesX: EDGES[0], sitesY: EDGES[1], sitesZ, reach: 7, oxygen: { present: false } },
    },
  });
};

type Place = readonly [number, number, number];

interface Line {
  cell: Place;
  /** Where its living cells are at the end of the run. */
  sites: Place[];
}

/** A cell in the middle slice of the state with this hash that has many descendants, some of them in that slice. */
async function lineFrom(text: string, hash: string): Promise<Line> {
  const kernel = (await createKernel('simd', { tissue: true })) as WasmKernel;
  const middle = parseScenario(text).tumour.tissue!.sitesZ >> 1;
  for (let y = 8; y < 13; y++) {
    for (let x = 10; x < 15; x++) {
      const patient = new Patient(parseScenario(text), kernel);
      while (!patient.done && patient.hash() !== hash) patient.advance({ steps: 1 });
      expect(patient.hash()).toBe(hash);
      const inspector = new Inspector(kernel, patient.compartments[0]!.plan.model);
      const place = inspector.placeAt([x, y, middle]);
      if (place === null) continue;
      inspector.follow(place);
      while (!patient.done) patient.advance({});
      const sites = inspector.followed(1e6).places.map((each) => inspector.siteOf(each)!);
      if (sites.filter(([, , z]) => z === middle).length > 3) return { cell: [x, y, middle], sites };
    }
  }
  throw new Error('no cell in the middle has many descendants');
}

/** Of every site of a slice, the share of the ring that would lie around it that is as dark as ink. */
async function rings(page: Page, sides: readonly [number, number]): Promise<Map<string, number>> {
  const canvas = page.locator('.tissue-canvas canvas');
  const png = (await canvas.screenshot()).toString('base64');
  const box = (await canvas.boundingBox())!;
  const camera = new Camera();
  camera.resize(Math.round(box.width), Math.round(box.height), 1);
  camera.look(sides);
  const left = box.width / 2 - camera.x * camera.scale;
  const top = box.height / 2 - camera.y * camera.scale;
  const asked = { png, left, top, scale: camera.scale, sides };
  const shares = await page.evaluate(async ({ png, left, top, scale, sides }) => {
    const image = new Image();
    image.src = `data:image/png;base64,${png}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    context.drawImage(image, 0, 0);
    const { data, width } = context.getImageData(0, 0, image.width, image.height);
    const dark = (x: number, y: number) => {
      const at = 4 * (Math.round(x) + width * Math.round(y));
      return (data[at] ?? 255) + (data[at + 1] ?? 255) + (data[at + 2] ?? 255) < 230;
    };
    const found: [string, number][] = [];
    for (let v = 0; v < sides[1]; v++) {
      for (let u = 0; u < sides[0]; u++) {
        let count = 0;
        for (let turn = 0; turn < 64; turn++) {
          const angle = (turn * Math.PI) / 32;
          const [x, y] = [left + (u + 0.5) * scale, top + (v + 0.5) * scale];
          const radius = 0.62 * scale;
          if (dark(x - 0.5 + radius * Math.cos(angle), y - 0.5 + radius * Math.sin(angle))) count++;
        }
        found.push([`${u},${v}`, count / 64]);
      }
    }
    return found;
  }, asked);
  return new Map(shares);
}

const ringed = (shares: Map<string, number>) =>
  [...shares].filter(([, share]) => share > 0.5).map(([at]) => at);

it.each([
  ['a plane, WebGL2', 1, true],
  ['a plane, plain canvas', 1, false],
  ['slices of a volume, WebGL2', EDGES[2], true],
  ['slices of a volume, plain canvas', EDGES[2], false],
] as const)('%s', async (_, sitesZ, graphics) => {
  const { page, faults } = await openPage(site);
  if (!graphics) await withoutWebGL2(page);
  const text = scenario(sitesZ);
  await openScenario(page, 'line.json', text);
  await page.locator('.tissue-canvas canvas').waitFor();
  // A busy machine may have gone far before it hears of it.
  await soon(async () => {
    if (await page.getByRole('button', { name: 'Play' }).isVisible())
      await page.getByRole('button', { name: 'Restart' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    return dayOf(page);
  }).toBeLessThan(1);
  const hash = page.locator('[data-hash]');
  await soon(() => hash.getAttribute('data-hash')).toMatch(/^[0-9a-f]{16}$/);
  const { cell, sites } = await lineFrom(text, (await hash.getAttribute('data-hash'))!);
  const panel = page.getByRole('complementary', { name: 'Cell inspector' });
  await soon(async () => {
    const box = (await page.locator('.tissue-canvas canvas').boundingBox())!;
    const camera = new Camera();
    camera.resize(box.width, box.height, 1);
    camera.look([EDGES[0], EDGES[1]]);
    const [x, y] = [cell[0] + 0.5 - camera.x, cell[1] + 0.5 - camera.y].map((at) => at * camera.scale);
    await page.mouse.click(box.x + box.width / 2 + x!, box.y + box.height / 2 + y!);
    await page.waitForTimeout(300);
    return panel.locator('[data-site]').getAttribute('data-site', { timeout: 1000 });
  }).toBe(cell.join());
  // At once, while the run stands: the cell alone.
  const sides = [EDGES[0], EDGES[1]] as const;
  await soon(async () => ringed(await rings(page, sides)).length).toBeGreaterThan(0);
  await page.getByLabel('Speed, days per second').fill('100');
  await page.getByRole('button', { name: 'Play' }).click();
  await page.locator('.ended').waitFor();
  await page.mouse.move(0, 0);
  await soon(() => panel.locator('.status').getAttribute('data-followed')).toBe(String(sites.length));
  const marked = async (across: 0 | 2, at: number) => {
    const [u, v] = across === 0 ? [1, 2] : [0, 1];
    const expected = sites.filter((place) => place[across] === at).map((place) => `${place[u]},${place[v]}`);
    const size = [EDGES[u]!, EDGES[v]!] as const;
    await soon(async () => ringed(await rings(page, size)).toSorted()).toEqual(expected.toSorted());
    return expected.length;
  };
  expect(await marked(2, sitesZ >> 1)).toBeGreaterThan(3);
  await page.locator('.tissue-patches', { hasText: 'cell followed, and its line' }).waitFor();
  if (sitesZ > 1) {
    await page.getByTitle('Slices across x').click();
    await marked(0, EDGES[0] >> 1);
  }
  // No ring is left once nobody follows.
  await panel.getByRole('button', { name: 'Close' }).click();
  if (sitesZ === 1) await soon(async () => ringed(await rings(page, sides))).toEqual([]);
  expect(faults).toEqual([]);
  await page.context().close();
});
