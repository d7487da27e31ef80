/**
 * Clonarium as a library: individual cancer cells in WebAssembly, in Node ≥ 20 and in browsers.
 *
 *     import { createPatient, presets } from 'clonarium';
 *     const patient = await createPatient(presets[0].scenario);
 *     patient.advance({ days: 30 });
 *     console.log(patient.cells, patient.hash());
 */
export { EXPORT_NAMES, type ExportName } from '../export/lineage/exports';
export type { Sequencing } from '../export/lineage/vaf';
export type { CellColumns } from '../kernel/inspect/columns';
export { ALTERATION_NAMES, type CloneColumns } from '../kernel/lineage/columns';
export { CLASS_NAMES, type ClassName, type Genotype } from '../kernel/model';
export type { ChronicleEntry } from '../patient/story/entry';
export { presets } from '../scenario/presets/index';
export type { Preset } from '../scenario/presets/preset';
export {
  completeScenario,
  jsonSchema,
  parameters,
  parseScenario,
  type Scenario,
  ScenarioError,
} from '../scenario/schema';
export {
  type CloneQuery,
  type CloneTree,
  type CompartmentView,
  createPatient,
  type FieldSlice,
  type KernelOptions,
  Patient,
  restorePatient,
  type ScenarioInput,
  type Span,
  type View,
} from './patient';
