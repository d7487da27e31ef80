/** The page's frame: transport and treatment, header, scene, stage with its caption, plots and tables. */
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { PlotName } from '../../scenario/presets/scene';
import { ClonesHost } from '../clones/host';
import { ControlPanel } from '../controls/panel';
import { InspectorHost } from '../inspector/host';
import { PanelHost } from '../panels/host';
import { BloodPlot } from '../plots/blood';
import { DrugPlot } from '../plots/drug';
import { HistogramPlot } from '../plots/histogram';
import { PopulationPlot } from '../plots/population';
import { ChroniclePanel } from '../readouts/chronicle';
import { ClassTable } from '../readouts/classTable';
import { LesionPanel } from '../readouts/lesions';
import { Caption, Narrator } from '../scene/caption';
import { ScenePanel } from '../scene/panel';
import { useSession } from '../state/chosen';
import { useStore } from '../state/store';
import { allParameters, narrow, panelTab, projector, TABS } from '../state/view';
import { AboutHost } from './aboutHost';
import { FileDrop } from './fileDrop';
import { Header } from './header';
import { Messages } from './message';
import { Stage } from './stage';
import { Strip } from './strip';
import { Transport } from './transport';

export function App() {
  const tab = useStore(panelTab, (value) => value);
  const projected = useStore(projector, (value) => value);
  const isNarrow = useStore(narrow, (value) => value);
  return (
    <div class="page" data-tab={tab.toLowerCase()} data-projector={projected || undefined}>
      <button type="button" class="skip" onClick={() => document.getElementById('stage')?.focus()}>
        Skip to the cells
      </button>
      <footer>
        <Transport />
        {!isNarrow && <Strip />}
      </footer>
      <Header />
      <Messages />
      <Main />
      <AboutHost />
      <PanelHost />
      <FileDrop />
    </div>
  );
}

function Main() {
  // Controls are many: the stage is drawn before them.
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPainted(true), 50);
    return () => clearTimeout(timer);
  }, []);
  const all = useStore(allParameters, (value) => value);
  const tab = useStore(panelTab, (value) => value);
  const isNarrow = useStore(narrow, (value) => value);
  return (
    <main data-all-parameters={all || undefined}>
      <section class="stage" id="stage" tabIndex={-1} aria-label="Stage">
        <Stage />
      </section>
      <Caption />
      <div class="side">
        <LesionPanel />
        <Tabs />
        <Plots />
        {isNarrow && <Strip />}
        {tab === 'Cells' && <ClassTable />}
        {tab === 'Clones' && <ClonesHost />}
        <ChroniclePanel />
      </div>
      <aside class="controls" aria-label="Scene and controls">
        {painted && (all ? <ControlPanel /> : <ScenePanel />)}
      </aside>
      <InspectorHost />
      <Narrator />
    </main>
  );
}

function Tabs() {
  const tab = useStore(panelTab, (value) => value);
  return (
    <nav class="tabs" aria-label="Panels">
      {TABS.map((name) => (
        <button
          key={name}
          type="button"
          class={`tab-${name.toLowerCase()}`}
          aria-pressed={tab === name}
          onClick={() => panelTab.set(name)}
        >
          {name}
        </button>
      ))}
    </nav>
  );
}

const PLOTS: Record<PlotName, ComponentType> = {
  population: PopulationPlot,
  drug: DrugPlot,
  histogram: HistogramPlot,
  blood: BloodPlot,
};
const ALL: readonly PlotName[] = ['population', 'drug', 'histogram', 'blood'];

function Plots() {
  const scene = useSession((state) => state.scene);
  // Plots of drugs that there are none of would stay empty.
  const drugs = useSession(({ running }) => running.drugs.length > 0 || running.inhibitor !== null);
  const first = scene?.see.plots ?? [];
  const names = [...first, ...ALL.filter((name) => !first.includes(name))].filter(
    (name) => drugs || name === 'population' || name === 'blood',
  );
  return (
    <section class="plots" aria-label="Plots">
      {names.map((name) => {
        const Plot = PLOTS[name];
        return <Plot key={name} />;
      })}
    </section>
  );
}
