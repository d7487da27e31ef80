/** What writes a patient and reads it again; fetched when a run is first saved or taken up. */
export { savePatient } from '../patient/saved/snapshot';
export { readState, savedRuns, writeState } from './storage';
