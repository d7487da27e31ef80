/**
 * Damages in files that the oracle shares with the kernel, and so is damaged by too: theory alone can notice them. As in
 * damages.mjs.
 */
export const sharedDamages = [
  {
    name: 'a Poisson number one too large',
    file: 'assembly/numerics/poisson.ts',
    find: 'let count: number = 0;',
    replace: 'let count: number = 1;',
    theory: ['tests/kernel/passengers.test.ts', 'tests/science/lineage/passengers.test.ts'],
  },
  {
    name: 'a Philox key one off',
    file: 'assembly/numerics/rng.ts',
    find: 'W1: u32 = 0xbb67ae85',
    replace: 'W1: u32 = 0xbb67ae84',
    theory: ['tests/kernel/random.test.ts'],
  },
  {
    name: 'exponential off by 10⁻⁶ of a coefficient',
    file: 'assembly/numerics/maths.ts',
    find: '1.66666666666666019037e-1',
    replace: '1.66666833333332686e-1',
    theory: ['tests/patient/maths.test.ts'],
  },
  {
    name: 'logarithm off by 10⁻⁶ of a coefficient',
    file: 'assembly/numerics/maths.ts',
    find: '6.66666666666673513e-1',
    replace: '6.66667333333340180e-1',
    theory: ['tests/patient/maths.test.ts'],
  },
  {
    name: 'power without the last term of its series that tells',
    file: 'assembly/numerics/power.ts',
    find: 'let odd = 25.0;',
    replace: 'let odd = 13.0;',
    theory: ['tests/patient/maths.test.ts'],
  },
  {
    name: 'normal quantile off by 10⁻⁶ of a coefficient in its tails',
    file: 'assembly/numerics/maths.ts',
    find: '1.42343711074968357734',
    replace: '1.42343853418679432702',
    theory: ['tests/patient/maths.test.ts'],
  },
  {
    name: 'blood that passes three stages weighed wrong',
    file: 'assembly/blood/maturing.ts',
    find: '(two * passed) / 3.0',
    replace: '(two * passed) / 2.0',
    theory: ['tests/science/marrow/friberg.test.ts'],
  },
  {
    name: 'operations drawn with the numbers of alterations',
    file: 'assembly/shared/step.ts',
    find: 'resection = 6,',
    replace: 'resection = 2,',
    theory: ['tests/kernel/random.test.ts'],
  },
  {
    name: 'alterations of the model over its last target',
    file: 'assembly/shared/model.ts',
    find: 'alterationBase = 816,',
    replace: 'alterationBase = 808,',
    theory: ['tests/kernel/modelBlock.test.ts'],
  },
];
