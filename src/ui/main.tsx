/** Starts the first run, then draws the page around it. */
import './locale';
import 'uplot/dist/uPlot.min.css';
import './css/tokens.css';
import './css/layout.css';
import './css/controls.css';
import './css/plots.css';
import './css/lesions.css';
import { render } from 'preact';
import { App } from './app';
import { listenToKeys } from './keys';
import { followDrugs } from './plots/follow';
import { open } from './session';

void open();
// Threads and use without a network, from the next opening on; a browser that refuses runs on as it does.
if (!crossOriginIsolated) {
  setTimeout(() => navigator.serviceWorker?.register('./sw.js').catch(() => undefined), 3000);
}
listenToKeys();
followDrugs();
const host = document.getElementById('app');
if (host !== null) render(<App />, host);
