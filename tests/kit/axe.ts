/** What axe finds on a page: WCAG 2.2 AA and its good practices. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Finding {
  id: string;
  nodes: { html: string; target: string[]; failureSummary: string }[];
}

const program = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Axe {
  run(options: { runOnly?: string[] }): Promise<{ violations: Finding[] }>;
}

/**
 * Rule by rule, with where.
 *
 * @param rules all, or those about colours alone, by which themes differ
 */
export async function findings(page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> {
  await page.evaluate(await program);
  const found = await page.evaluate(
    (options) => (window as unknown as { axe: Axe }).axe.run(options),
    rules === 'all' ? {} : { runOnly: ['cat.color'] },
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

export async function setTheme(page: Page, theme: string): Promise<void> {
  while ((await page.locator('html').getAttribute('data-theme')) !== theme)
    await page.getByRole('button', { name: /^Theme/ }).click();
}
