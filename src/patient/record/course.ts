/** What a run leaves for plots. */

/** Columns of the time course since the run began, thinned to at most 4,096 rows. */
export interface Course {
  /** Days. */
  time: Float64Array;
  cells: Float64Array;
  /** One column per resistance class. */
  cellsByClass: Float64Array[];
  /** One column per drug: plasma concentration seen by the cells, µM. */
  plasma: Float64Array[];
  /** Inhibitor plasma level, µM. */
  inhibitor: Float64Array;
  /** [drug][class] mean intracellular amount, µM. */
  inside: Float64Array[][];
  /** null where cells have no places. */
  tissue: TissueCourse | null;
}

export interface TissueCourse {
  /** Tumour cells that could not divide for want of oxygen. */
  hypoxic: Float64Array;
  /** Sites taken by what the dead have left. */
  debris: Float64Array;
}

export interface Mark {
  /** Days. */
  from: number;
  to: number;
  /** Index of the drug, or -1 for the inhibitor. */
  drug: number;
  label: string;
}
