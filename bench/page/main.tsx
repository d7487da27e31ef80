import 'uplot/dist/uPlot.min.css';
import '../../src/ui/css/tokens.css';
import './page.css';
import { render } from 'preact';
import { App } from './app';

const host = document.getElementById('app');
if (host !== null) render(<App />, host);
