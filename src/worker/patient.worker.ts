/** The worker's door: a Runner behind Comlink. */
import * as Comlink from 'comlink';
import { borrowHelpers } from '../kernel/workers/lent';
import { stepWarning } from '../patient/step/stepAdvice';
import { parseScenario } from '../scenario/schema';
import { buffersOf } from './frames';
import { type Frame, IS_BUSY, IS_THERE, type PatientWorker } from './protocol';
import { Runner } from './runner';

type Listener = ((frame: Frame) => void) & { [Comlink.releaseProxy]?: () => void };

borrowHelpers();
const runner = new Runner(() => postMessage(IS_BUSY));
let listener: Listener | null = null;

const exposed: PatientWorker = {
  load: (scenarioJson, options) => runner.load(scenarioJson, options),
  check: (scenarioJson) => runner.check(scenarioJson),
  onFrame(callback) {
    // A proxied callback keeps a message port open on both sides until it is released.
    listener?.[Comlink.releaseProxy]?.();
    listener = callback;
    runner.setSink(
      callback === null
        ? null
        : async (frame) => {
            await callback(Comlink.transfer(frame, buffersOf(frame) as Transferable[]));
          },
    );
  },
  play: () => runner.play(),
  pause: () => runner.pause(),
  step: () => runner.step(),
  speed: (daysPerSecond) => runner.speed(daysPerSecond),
  look: (compartment) => runner.look(compartment),
  doseNow: (drug) => runner.doseNow(drug),
  change: (path, value) => runner.change(path, value),
  hash: () => runner.hash(),
  save: () => runner.save(),
  saved: () => runner.saved(),
  restore: (options) => runner.restore(options),
  state: () => runner.state(),
  watchTissue: (compartment, port) => runner.watchTissue(compartment, port),
  watchDishes: (port) => runner.watchDishes(port),
  inspect: (pick) => runner.inspect(pick),
  clones: (wanted) => runner.clones(wanted),
  adviseStep: async (scenarioJson) => stepWarning(parseScenario(scenarioJson)),
  ping() {},
  exportCsv: () => runner.exportCsv(),
  exportFiles: (name, sampling) => runner.exportFiles(name, sampling),
  exportAll: () => runner.exportAll(),
  exportScenario: () => runner.exportScenario(),
};

Comlink.expose(exposed);
postMessage(IS_THERE);
