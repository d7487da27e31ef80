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
import { keepPage } from './keeping';
import { listenToKeys } from './keys';
import { followDrugs } from './plots/follow';
import { open } from './session';
import { followStep } from './stepAdvice';

void open().then(followStep);
keepPage();
listenToKeys();
followDrugs();
const host = document.getElementById('app');
if (host !== null) render(<App />, host);
