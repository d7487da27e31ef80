/** The page's frame: header, controls, stage, plots, transport. */
import { useEffect, useState } from 'preact/hooks';
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
import { useSession } from '../state/chosen';
import { useStore } from '../state/store';
import { projector } from '../state/view';
import { AboutHost } from './aboutHost';
import { FileDrop } from './fileDrop';
import { Header } from './header';
import { Messages } from './message';
import { Stage } from './stage';
import { Timeline } from './timeline';
import { Transport } from './transport';

const TABS = ['Plots', 'Treatment', 'Scenario', 'Chronicle'] as const;
type Tab = (typeof TABS)[number];

export function App() {
  const [tab, setTab] = useState<Tab>('Plots');
  // The panel has a hundred controls: the stage is drawn before them.
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPainted(true), 50);
    return () => clearTimeout(timer);
  }, []);
  // Plots of drugs that there are none of would stay empty.
  const drugs = useSession(({ running }) => running.drugs.length > 0 || running.inhibitor !== null);
  const projected = useStore(projector, (value) => value);
  return (
    <div class="page" data-tab={tab.toLowerCase()} data-projector={projected || undefined}>
      <Header />
      <Messages />
      <main data-tissue>
        <section class="stage" aria-label="Stage">
          <Stage />
        </section>
        <nav class="tabs" aria-label="Panels">
          {TABS.map((name) => (
            <button key={name} type="button" aria-pressed={tab === name} onClick={() => setTab(name)}>
              {name}
            </button>
          ))}
        </nav>
        <aside class="controls" aria-label="Controls">
          {painted && <ControlPanel />}
        </aside>
        <section class="below" aria-label="Over time">
          <PopulationPlot />
          {drugs && <DrugPlot />}
          <BloodPlot />
        </section>
        <aside class="side" aria-label="Cells and chronicle">
          <LesionPanel />
          {drugs && <HistogramPlot />}
          <ClassTable />
          <ChroniclePanel />
        </aside>
        <InspectorHost />
      </main>
      <footer>
        <Transport />
        <Timeline />
      </footer>
      <AboutHost />
      <PanelHost />
      <FileDrop />
    </div>
  );
}
