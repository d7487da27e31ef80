/**
 * Workers as programs of the page's own build: what they have in common with it, such as the description of a scenario,
 * is then a file of both, and fetched once. Left to itself Vite builds each worker apart, with all that it uses.
 */
import type { Plugin } from 'vite';

/** How a worker is imported whose address is wanted; Vite's own words, and while it is developed Vite's own work. */
const WANTED = /\?worker&url$/;
const OURS = '\0worker-of-page:';

export function workersOfPage(): Plugin {
  return {
    name: 'workers-of-page',
    apply: 'build',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (!WANTED.test(source)) return null;
      const found = await this.resolve(source.replace(WANTED, ''), importer);
      return found === null ? null : `${OURS}${found.id}`;
    },
    load(id) {
      if (!id.startsWith(OURS)) return null;
      const program = this.emitFile({ type: 'chunk', id: id.slice(OURS.length) });
      return `export default import.meta.ROLLUP_FILE_URL_${program};`;
    },
  };
}
