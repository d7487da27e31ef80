/** What a compartment with places is told and counts. The kernel and TypeScript both import it. */

/** Whether the cells of a compartment have places: dimensions of its lattice. */
export enum Space {
  wellMixed = 0,
  plane = 2,
  volume = 3,
}

/** Sites beside a site: 4 or 6 across edges or faces, or all 8 or 26. */
export enum Neighbours {
  vonNeumann = 0,
  moore = 1,
}

/** What lies beyond the outermost sites, for a field. */
export enum Boundary {
  /** Nothing passes. */
  closed = 0,
  /** Held at a value of its own. */
  fixed = 1,
  /** Held at the drug's plasma level; closed while that is 0. */
  bath = 2,
}

/** Of a tissue, from `ModelField.tissueBase`. Times in hours, oxygen in mmHg. */
export enum TissueField {
  /** A `Space`. */
  space = 0,
  /** Sites along x, y and z; 1 along z in a plane. */
  sizeX = 1,
  sizeY = 2,
  sizeZ = 3,
  neighbours = 4,
  /** Distance in sites over which a dividing cell pushes others towards a gap; 0: it needs a free neighbour. */
  reach = 5,
  siteMicrometres = 6,
  /** Sites along the edge of a voxel of the fields, 1 or 2. */
  coarsening = 7,
  /** 1: there is an oxygen field. */
  oxygen = 8,
  /** No division below the first, unhindered from the second on, linear between. */
  quiescentBelow = 9,
  fullAbove = 10,
  /** Necrosis begins below the first and is at its full rate below the second, linear between. */
  necrosisBelow = 11,
  necrosisFullBelow = 12,
  necrosisPerHour = 13,
  /** Rate at which what the dead leave is cleared; 0: at once. */
  clearancePerHour = 14,
  /** 1: every drug has a field; else cells meet what is in plasma. */
  drugFields = 15,
  normalDivisionPerHour = 16,
  normalDeathPerHour = 17,
  /** Kill of a normal cell relative to that of a tumour cell. */
  normalKill = 18,
  /** Volume of cell water over that of the fluid around it, at an occupied site. */
  volumeRatio = 19,
  /** Share of a drug's kill that a quiescent cell meets, per drug. */
  quiescentKill = 20,
  /** Vessels close at this rate where cells crowd them, and open at the second where they do not. */
  vesselLossPerHour = 24,
  vesselGainPerHour = 25,
  /** Share of occupied sites around a vessel from which they close. */
  crowdedFrom = 26,
  /** Distance, sites, over which that share is taken. */
  crowdedWithin = 27,
  size = 32,
}

/** Of a field, from `ModelField.fieldBase` + field × stride. Fields: drugs in their order, then oxygen at `Limit.drugs`. */
export enum FieldField {
  /** µm²/h. */
  diffusion = 0,
  decayPerHour = 1,
  /** A `Boundary`. */
  boundary = 2,
  boundaryValue = 3,
  /** Distance of the boundary from the outer faces of the outermost sites, sites. */
  boundaryOffset = 4,
  /** Permeability of vessel walls, µm/h; times a site's vessel surface per volume a rate of exchange. */
  permeability = 5,
  /** Outward over inward permeability of vessel walls: above 1 where undisturbed pumps of a barrier work outwards. */
  wallPump = 6,
  /** Level in vessels of a field that is not a drug's. */
  vesselValue = 7,
  /** Consumption by an occupied site beside what a drug's own exchange takes, first order, /h. */
  consumption = 8,
  /** Outflow beside vessels that no pump drives, over inward permeability. */
  wallBulk = 9,
  stride = 12,
}

/** Arrays over voxels that belong to a field, and its books. */
export enum FieldArray {
  values = 0,
  /** Slope of what cells take up, and what they would take at level 0. */
  slope = 1,
  uptake = 2,
  /** What the field owes cells and itself. */
  debt = 3,
  /** Share of sites taken by cells, and vessels' open surface per volume; the same for all fields. */
  occupied = 4,
  surface = 5,
  books = 6,
}

/** Words of a vessel's record: u32 x, y, z, then f32. */
export enum VesselWord {
  x = 0,
  y = 1,
  z = 2,
  /** Surface of its wall over the site's volume, /µm. */
  surface = 3,
  /** 0…1. */
  openness = 4,
  stride = 5,
}

/** What is counted in a tissue beside its tumour cells, f64 each. */
export enum TissueCount {
  normal = 0,
  hypoxic = 1,
  crowded = 2,
  debris = 3,
  openVessels = 4,
  count = 8,
}
