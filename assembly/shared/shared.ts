/** Numbers and enums that the kernel and TypeScript both import; the only place where either is written. */

export enum Limit {
  drugs = 4,
  targets = 4,
  alleles = 32,
  alterations = 32,
  /** Of the 65,536 that fit a cell's 16 bits some stay free for cells that no phenotype is known for yet, one a thread. */
  phenotypes = 65520,
  /** Sites of a tile. */
  tileCells = 1024,
  /** Steps whose environment fits the buffer. */
  environmentSteps = 256,
  classes = 8,
  histogramBins = 64,
  expressionLevels = 256,
  /** Fields of a tissue: drugs, then oxygen. */
  fields = 5,
  /** Nodes of a response curve, 32 per octave. */
  curveNodes = 1024,
  /** Octaves of a response curve below the smallest half effect. */
  curveOctavesBelow = 12,
  /** Points of a response that is a table. */
  points = 64,
  /**
   * Cells that may live at once, beyond the one, of those that descend from one cell in one step; until one of them dies
   * no more are born. With b Δt = 1 and no death 10⁻¹³ of cells come to that, with 2 a cell in 10⁴, with 4 a third.
   */
  daughtersPerStep = 63,
  /** Colours of a ramp that values and clones are drawn in. */
  rampColours = 256,
  /** Pixels that one call draws at most: a row of tiles of the widest lattice. */
  stripPixels = 131072,
}

/** What decides the colour of a site whose phenotype leaves it open. */
export enum Draw {
  /** Nothing does: phenotypes have all colours. */
  phenotype = 0,
  /** Amount of a drug inside the cell. */
  amount = 1,
  /** Level of a field around it. */
  field = 2,
  /** Its clone, by a hash of the number. */
  clone = 3,
  /** The step in which its clone arose. */
  birth = 4,
}

/** Words of the brush. */
export enum Brush {
  /** A `Draw`. */
  kind = 0,
  /** The drug or the field. */
  column = 1,
  /** 1: the ramp runs with the bits of a value, which is with its logarithm, octave by octave. */
  logarithmic = 2,
  /** f32: lower end of the ramp, and its colours per unit, of values or of their bits. */
  low = 3,
  perUnit = 4,
  size = 5,
}

/** The colour of a phenotype that leaves it open. */
export const ASK = 1;

/** How the bound, free or lost molecules of a drug become an effect on a cell. */
export enum Response {
  /** Effect xʰ/(1+xʰ), x = free drug / EC50. */
  hill = 0,
  /** Effect ln(1+xʰ), x = free drug / IC50: the hazard that a measured viability 1/(1+xʰ) implies. */
  hazard = 1,
  /** Effect = share of the needed free target that is missing, max(0, 1 − F/F_needed). */
  inhibitor = 2,
  /** Effect xʰ/(1+xʰ), x = bound target / B50. */
  poison = 3,
  /** Effect x/2, x = free drug / EC50: half at the half effect, full at twice it, and beyond in proportion. */
  linear = 4,
  /** Effect of a table at x = free drug / the allele's fold: straight between points and from 0, level past the last. */
  points = 5,
}

/** What a metabolite does that a cell keeps. */
export enum Retained {
  none = 0,
  /** It binds the drug's target as the drug does (methotrexate's polyglutamates). */
  binds = 1,
  /** It is damage: the effect depends on what exceeds the cell's repair (DNA adducts). */
  damages = 2,
}

/** Kinds of alteration that a division may bring. */
export enum Alteration {
  founder = 0,
  pumpGain = 1,
  pumpFurtherGain = 2,
  pumpLoss = 3,
  targetGain = 4,
  targetFurtherGain = 5,
  targetCopyLoss = 6,
  targetVariant = 7,
  targetLoss = 8,
  carrierLoss = 9,
  metabolismGain = 10,
  mutator = 11,
  retentionLoss = 12,
  repairGain = 13,
}

/** Resistance classes, in the order of every count. */
export enum ResistanceClass {
  sensitive = 0,
  pump = 1,
  amplified = 2,
  altered = 3,
  lost = 4,
  uptake = 5,
  metabolism = 6,
  several = 7,
}

export enum Crowding {
  none = 0,
  logistic = 1,
  gompertz = 2,
  homeostatic = 3,
}

/** Why `advance` returned. */
export enum Stop {
  steps = 0,
  cells = 1,
  extinct = 2,
  memory = 3,
}

/** What a block of random numbers is for: the third word of the Philox counter. */
export enum Purpose {
  fate = 0,
  division = 1,
  alteration = 2,
  founding = 3,
  tieBreak = 4,
  segregation = 5,
  resection = 6,
  /** Order of colours in a step, and of the cells of a block. */
  order = 7,
  /** Which of a cell's descendants in a step has the next event, and which. */
  choice = 8,
  /** Where vessels lie, drawn before a run. */
  vessels = 16,
}

/** Columns of one step of the environment buffer (f32). */
export enum Environment {
  concentration = 0,
  pumpActivity = 4,
  kmFactor = 5,
  /** Share of the work of pumps in vessel walls that an inhibitor takes away. */
  wallInhibition = 6,
  stride = 8,
}

/** The model block, f64 each. Blocks follow one another in the order of their `…Base`. */
export enum ModelField {
  stepHours = 0,
  divisionPerHour = 1,
  deathPerHour = 2,
  crowding = 3,
  capacity = 4,
  expressionInheritance = 5,
  pumpBasal = 6,
  pumpPerCopy = 7,
  blockMax = 8,
  blockHalf = 9,
  pumpCostPerDoubling = 10,
  carrierLevel0 = 11,
  metabolismLevel0 = 14,
  carrierCost = 17,
  metabolismCost = 18,
  mutatorFactor = 19,
  mutatorCost = 20,
  drugs = 21,
  targets = 22,
  alterations = 23,
  maxPhenotypes = 24,
  /** 1: every cell has the mean expression. */
  uniformExpression = 25,
  alterationTotal = 26,
  /** 1: the pump's copies are double minutes. */
  pumpSegregates = 27,
  /** Exponent of homeostatic feedback, and its largest factor on division. */
  feedback = 28,
  feedbackMost = 29,
  retentionLevel0 = 30,
  repairLevel0 = 33,
  retentionCost = 36,
  repairCost = 37,
  /** Rate of each stage between progenitors and blood; 0: feedback follows the cells of the compartment themselves. */
  transitPerHour = 38,

  drugBase = 40,
  alleleBase = 136,
  targetBase = 520,
  alterationBase = 808,
  expressionBase = 904,
  tissueBase = 1160,
  fieldBase = 1192,
  pointBase = 1252,
  size = 1764,
}

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

export enum DrugField {
  passivePerHour = 0,
  linearEffluxPerHour = 1,
  metabolismPerHour = 2,
  pumpVmax = 3,
  pumpKm = 4,
  entryBlock = 5,
  carrierVmax = 6,
  carrierKm = 7,
  target = 8,
  kd = 9,
  response = 10,
  neededTarget = 11,
  killPerHour = 12,
  stasis = 13,
  /** Exponent bits of the lowest node of the response curves. */
  curveExponent = 14,
  /** A `Retained`; the three rates mean nothing where it is `none`. */
  retained = 15,
  formPerHour = 16,
  lossPerHour = 17,
  /** Damage that a cell with repair 1 mends, µM. */
  repairable = 18,
  /** Points of its table. */
  points = 19,
  /** 1: kill goes with crowding as division does (Norton & Simon 1977). */
  killFollowsGrowth = 20,
  stride = 24,
}

/** Per drug and point of a table; drug stride is `Limit.points` × stride. */
export enum PointField {
  /** Free drug, µM, rising from point to point. */
  level = 0,
  effect = 1,
  stride = 2,
}

/** Per drug and allele; drug stride is `Limit.alleles` × stride. */
export enum AlleleField {
  kdFactor = 0,
  halfEffect = 1,
  hill = 2,
  stride = 3,
}

export enum TargetField {
  abundance = 0,
  growthWithoutTarget = 1,
  costPerDoubling = 2,
  alleles = 3,
  /** 1: copies beyond the first are double minutes. */
  segregates = 4,
  /** Weight of allele a among variants at weightBase + a. */
  weightBase = 8,
  /** Relative division rate of allele a at fitnessBase + a. */
  fitnessBase = 40,
  stride = 72,
}

export enum AlterationField {
  kind = 0,
  target = 1,
  probability = 2,
  stride = 3,
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

/** What a phenotype stands for. */
export enum Kind {
  tumour = 0,
  /** A cell of normal tissue: counted apart, never altered. */
  normal = 1,
  /** A free site, or what a dead cell left. */
  none = 2,
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

/** Words of a clone record (u32 each). */
export enum CloneField {
  parent = 0,
  birthStep = 1,
  /** kind | target << 8 | phenotype << 16. */
  alteration = 2,
  genotype0 = 3,
  genotype1 = 4,
  genotype2 = 5,
  cells = 6,
  spare = 7,
  stride = 8,
}

/** Parts of a packed compartment, in the order in which they are unpacked. */
export enum Part {
  head = 0,
  freePhenotypes = 1,
  genotypes = 2,
  clones = 3,
  tile = 4,
  vessels = 5,
  fields = 6,
  /** How many parts there are. */
  count = 7,
}

/** What became of a chunk. */
export enum Unpacked {
  well = 0,
  malformed = 1,
  /** Memory cannot hold it. */
  full = 2,
}

/** Why threads of a compartment can not meet any more. */
export const enum Failure {
  none = 0,
  /** One of them has trapped. */
  thread = 1,
  /** One of them has done nothing for minutes. */
  silent = 2,
}
