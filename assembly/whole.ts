/**
 * What the whole builds export beyond index.ts: cells with places, drawing and looking into single cells. The plain
 * build, which a page fetches first, has none of it; an instance of a whole build can join any memory of a plain one.
 */

export { brushAddress, draw, drawRoom, pixelsAddress, rampAddress } from './draw';
export { solveField } from './field';
export { countField, fieldArray, fieldCycles, fieldsChanged } from './fieldAccess';
export { measureLattice } from './lattice';
export { hasRoom } from './room';
export { foundAt } from './tissue';
export { observedTissueAddress } from './tissueObserve';
export { layVessels, openVessels, tendVessels, vesselAddress } from './vessels';
