/** A culture small enough for every kernel, the readable one included, yet with drug, target and alterations. */
export const culture = {
  title: 'Small culture',
  seed: 7,
  stepHours: 2,
  untilDays: 14,
  tumour: { founders: 50, divisionPerDay: 0.9, deathPerDay: 0.1 },
  alterations: { pumpGain: 1e-3, pumpLoss: 1e-3 },
  targets: [{ name: 'DHFR', gainProbability: 1e-3, variantProbability: 1e-3, variants: [{ name: 'L22R' }] }],
  drugs: [
    {
      name: 'methotrexate',
      target: 'DHFR',
      response: 'inhibitor',
      kdMicromolar: 1e-4,
      pumpStrength: 1,
      killPerDay: 2,
      variantEffects: [{ variant: 'L22R', kdFactor: 1000 }],
      schedule: { levelMicromolar: 0.6 },
    },
  ],
  treatment: { begin: 'day', onDay: 6 },
};

/** Grows without limit: for runs that something else must end. */
export const endless = {
  stepHours: 1,
  untilDays: 10_000,
  tumour: { founders: 1000, divisionPerDay: 2, deathPerDay: 0 },
  treatment: { begin: 'never' },
};
