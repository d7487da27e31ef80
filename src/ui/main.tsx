/** Starts the first run, then draws the page around it. */
import './words/locale';
import 'uplot/dist/uPlot.min.css';
import './css/tokens.css';
import './css/layout.css';
import './css/header.css';
import './css/controls.css';
import './css/plots.css';
import './css/lesions.css';
import { render } from 'preact';
import { followDrugs } from './plots/follow';
import { App } from './shell/app';
import { listenToKeys } from './shell/keys';
import { keepPage } from './state/keeping';
import { open } from './state/session';
import { followStep } from './state/stepAdvice';

void open().then(followStep);
keepPage();
listenToKeys();
followDrugs();
const host = document.getElementById('app');
// What is said until then goes first: not every way of rendering takes it away.
host?.replaceChildren();
if (host !== null) render(<App />, host);
