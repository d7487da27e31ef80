/** The program itself: the builds of the kernel give one run. */
import { kernelModel } from '../../compile/compile';
import { drugInCulture, inhibitorFromCatalogue, targetFromCatalogue } from '../../scenario/drugs';
import { completeScenario } from '../../scenario/schema';
import type { Bench, Check, Finding } from '../check';
import { surroundings } from '../plain';

const STEPS = 120;

/** Two drugs, every alteration, a pump inhibitor: everything at once. */
function everything(seed: number) {
  const rates = { gainProbability: 0.01, furtherGainProbability: 0.02, variantProbability: 0.01 };
  return kernelModel(
    completeScenario({
      seed,
      stepHours: 1,
      tumour: { founders: 400, divisionPerDay: 1, deathPerDay: 0.2 },
      alterations: { pumpGain: 0.01, pumpFurtherGain: 0.02, carrierLoss: 0.01, mutator: 0.001 },
      mutator: { factor: 3 },
      targets: [
        targetFromCatalogue('DHFR', { ...rates, variants: [{ name: 'v', weight: 1, fitness: 0.99 }] }),
        targetFromCatalogue('tubulin', { lossProbability: 0.001 }),
      ],
      drugs: [drugInCulture('methotrexate', 0.02), drugInCulture('paclitaxel', 0.002)],
      inhibitor: inhibitorFromCatalogue('tariquidar'),
    }),
  );
}

/** The plain TypeScript reference is the readable account of the kernel; the builds must give its bits. */
async function* builds({ seed, other }: Bench): AsyncGenerator<Finding> {
  const around = surroundings(STEPS, { outside: [0.02, 0.002], pumpActivity: 0.5 });
  const hashes: string[] = [];
  for (const variant of ['reference', 'scalar', 'simd'] as const) {
    const kernel = await other(variant);
    kernel.start(everything(1 + seed), 1 + seed);
    kernel.advance(around, Infinity);
    hashes.push(kernel.hash());
  }
  const [reference, ...built] = hashes as [string, ...string[]];
  yield {
    name: 'the same run in plain TypeScript, scalar and SIMD: run hash',
    theory: 'src/kernel/reference/kernel.ts',
    expected: reference,
    measured: built.find((hash) => hash !== reference) ?? reference,
    statistic: 'count',
    value: built.filter((hash) => hash !== reference).length,
  };
}

export const programChecks: readonly Check[] = [{ group: 'Program', run: builds }];
