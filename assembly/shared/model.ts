/** The model block: what a compartment is told, number by number. The kernel and TypeScript both import it. */

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
  /** Passenger mutations that a division leaves in each daughter, on average; 0: none is drawn. */
  passengersPerDaughter = 39,
  /** Clones of a compartment from which on passengers begin no more. */
  mostPassengerClones = 40,

  drugBase = 48,
  alleleBase = 144,
  targetBase = 528,
  alterationBase = 816,
  expressionBase = 912,
  tissueBase = 1168,
  fieldBase = 1200,
  pointBase = 1260,
  size = 1772,
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

export enum Crowding {
  none = 0,
  logistic = 1,
  gompertz = 2,
  homeostatic = 3,
}

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
