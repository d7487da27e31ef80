/** A picture of vessels in the built page: chosen as a file, laid over the tissue at the next restart. */
import { expect, it, vi } from 'vitest';
import { dayOf, openPage, openParameters } from '../../../bench/browser/site';
import { site } from '../../kit/site';
import { within } from '../../kit/soon';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const soon = within(120_000);

it.each([
  [1440, 900],
  [390, 844],
])('takes a drawing at %i × %i, refuses what is none', async (width, height) => {
  const { page, faults } = await openPage(site, { width, height, hash: '#preset=drug-out-of-reach' });
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  await openParameters(page);
  await page.locator('summary', { hasText: /^vessels$/ }).click();
  await page.locator('select[name="tumour.tissue.vessels.arrangement"]').selectOption('image');
  const input = page.locator('input[name="tumour.tissue.vessels.image"]');
  const field = page.locator('[data-path="tumour.tissue.vessels.image"]');

  await input.setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
  await soon(() => field.getByRole('alert').textContent()).toMatch(/notes\.txt is no picture/);

  // A ring with a transparent ground, as drawing programs leave it.
  const drawn = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(256, 256);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.fillStyle = 'black';
    for (let i = 0; i < 60; i++) {
      const angle = (i * Math.PI) / 30;
      context.fillRect(
        128 + Math.round(110 * Math.cos(angle)),
        128 + Math.round(110 * Math.sin(angle)),
        1,
        1,
      );
    }
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return [...bytes];
  });
  await input.setInputFiles({ name: 'ring.png', mimeType: 'image/png', buffer: Buffer.from(drawn) });
  await soon(() => field.getByRole('alert').count()).toBe(0);
  await soon(() => field.locator('.dot').count()).toBe(1);
  await page.getByRole('button', { name: 'Restart' }).first().click();
  await soon(() => page.locator('.pending').count()).toBe(0);
  await soon(() => dayOf(page)).toBeGreaterThan(0);
  expect(await page.locator('.field-error').count()).toBe(0);
  expect(faults).toEqual([]);
});
