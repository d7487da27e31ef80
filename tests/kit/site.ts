/** The built page for the tests of a file: served and a browser started before the first of them, ended after the last. */
import { afterAll, beforeAll } from 'vitest';
import { openSite, type Site } from '../../bench/browser/site';

/** There from the first test on. */
export let site: Site;

beforeAll(async () => {
  site = await openSite();
});

afterAll(async () => {
  await site?.close();
});
