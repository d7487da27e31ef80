/**
 * What the whole builds export beyond index.ts: cells with places, and drawing them. The plain
 * build, which a page fetches first, has none of it; an instance of a whole build can join any memory of a plain one.
 */

export { countField, fieldArray, fieldCycles, fieldsChanged } from './fields/access';
export { solveField } from './fields/solve';
export { layVessels, openVessels, tendVessels, vesselAddress } from './fields/vessels';
export { measureLattice } from './lattice/lattice';
export { foundAt } from './tissue/found';
export { hasRoom } from './tissue/room';
export { draw } from './view/draw';
export { observedTissueAddress } from './view/tissue';
