/** Types of the document and of its parts, as the description has them. */

export type { Agent, Pharmacokinetics, Route, Schedule } from './description/agent';
export type { DrugTissue } from './description/betweenCells';
export type { BarrierEntry, CompartmentKind, OtherCompartment } from './description/compartments';
export type { Drug, Inhibitor, ResponseName, ResponsePoint, VariantEffect } from './description/drugs';
export type { Target, TargetVariant } from './description/mechanisms';
export type { Change, DoseGiven } from './description/record';
export type { Retained, RetainedAction } from './description/retained';
export type { Scenario } from './description/scenario';
export type { Tissue, VesselArrangement } from './description/tissue';
export type { Rule, RuleKind, TreatmentBegin } from './description/treatment';
export type { Crowding, ResistantFounder, Tumour } from './description/tumour';
