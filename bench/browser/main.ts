/** Runs while it is imported: Vite's runner loads nothing more once it has handed a module over. */
import { benchInBrowser } from './run';

await benchInBrowser();
