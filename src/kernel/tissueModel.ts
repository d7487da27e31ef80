/** What a compartment kernel is told of a tissue: places, fields of substances between the cells, vessels. */

type BoundaryKind = 'closed' | 'fixed' | 'bath';

/** A substance between the cells. */
export interface FieldModel {
  /** µm²/h. */
  diffusion: number;
  /** /h, everywhere. */
  decayPerHour: number;
  /** `bath`: held at the drug's plasma level, closed while that is 0. */
  boundary: BoundaryKind;
  /** Of a `fixed` boundary; µM, of oxygen mmHg. */
  boundaryValue: number;
  /** Distance of the boundary from the outer faces of the outermost sites, sites. */
  boundaryOffset: number;
  /** Of vessel walls, µm/h. */
  permeability: number;
  /** Outward over inward permeability of vessel walls whose pumps nothing inhibits. */
  wallPump: number;
  /** Bulk flow out beside vessels, which no pump drives, over inward permeability; default 0. */
  wallBulk?: number;
  /** First-order consumption by an occupied site beside what exchange with the cell takes, /h. */
  consumptionPerHour: number;
}

export interface OxygenModel extends FieldModel {
  /** mmHg in the vessels. */
  vesselValue: number;
  /** mmHg; no division below the first, unhindered from the second on, linear between. */
  quiescentBelow: number;
  fullAbove: number;
  /** mmHg; necrosis begins below the first and is at its full rate below the second, linear between. */
  necrosisBelow: number;
  necrosisFullBelow: number;
  necrosisPerHour: number;
}

/** A vessel crossing the lattice: its place in sites and its wall's surface within that site over the site's volume. */
export interface Vessel {
  x: number;
  y: number;
  z: number;
  /** /µm. */
  surfacePerVolume: number;
}

export interface TissueModel {
  /** Sites along x, y and z: 2 or 3 of them, at most 4,096 each in a plane and 512 in a volume. */
  size: [number, number] | [number, number, number];
  neighbours: 'vonNeumann' | 'moore';
  /**
   * Distance in sites, ± ½, over which a dividing cell pushes others towards a gap, 0…16; 0: it needs a free neighbour.
   * Which share of attempts reaches places at √2 and √3 is set so that colonies grow round (assembly/lattice/places.ts).
   */
  reach: number;
  siteMicrometres: number;
  /** Sites along the edge of a voxel of the fields. */
  coarsening: 1 | 2;
  /** In the order of the drugs; all or none. */
  drugFields: FieldModel[];
  oxygen: OxygenModel | null;
  /** Share of each drug's kill that a quiescent cell meets, 0…1. */
  quiescentKill: number[];
  /** Rate at which what the dead leave is cleared, /h; 0: at once. */
  clearancePerHour: number;
  /** Cells of normal tissue: genotypes marked `normal`. */
  normal: { divisionPerHour: number; deathPerHour: number; kill: number };
  /** Volume of cell water over that of the fluid around it, at an occupied site. */
  volumeRatio: number;
  vessels: Vessel[];
  vesselDynamics: {
    /** Vessels close at this rate where cells crowd them and open where they do not, /h. */
    lossPerHour: number;
    gainPerHour: number;
    /** Share of occupied sites within `crowdedWithin` sites from which a vessel closes; above 1: never. */
    crowdedFrom: number;
    crowdedWithin: number;
  };
}
