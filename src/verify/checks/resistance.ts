/** The two tables of resistance, each as the row that is worst, and growth that a receptor drives. */
import { kernelModel } from '../../compile/compile';
import { drugInCulture, targetFromCatalogue } from '../../scenario/drugs';
import { completeScenario } from '../../scenario/schema';
import { type Bench, byZ, type Check, type Finding } from '../check';
import { hold } from '../exchange';
import { measureAblations, measureMatrix, type Shift } from '../mechanisms';

function worstShift(name: string, shifts: readonly Shift[]): Finding {
  const worst = shifts.reduce((a, b) => (b.error > a.error ? b : a));
  return {
    name: `${name}, worst of ${shifts.length} (${worst.drug}, ${worst.mechanism})`,
    theory: 'shift of the half-effect level, closed form at steady state',
    expected: worst.theory,
    measured: worst.measured,
    statistic: 'relative',
    value: worst.error,
  };
}

function* tables({ kernel }: Bench): Generator<Finding> {
  yield worstShift('each mechanism', [...measureAblations(kernel)]);
  yield worstShift('each mechanism × each drug', [...measureMatrix(kernel)]);
}

/** Births under endoxifen: b₀[w + (1 − w)A], A = x/(1 + x + T/K_T), relative to those without it. */
function* receptor({ kernel, seed }: Bench): Generator<Finding> {
  const [E2, KE, KT, w] = [0.0004, 0.0002, 0.00075, 0.05];
  const growth = (T: number) => w + (1 - w) * (E2 / KE / (1 + E2 / KE + T / KT));
  const perDay = 0.6;
  const [cells, days] = [200_000, 2];
  for (const T of [KT, 30 * KT]) {
    const scenario = completeScenario({
      tumour: { founders: cells, divisionPerDay: perDay, deathPerDay: 0, expressionCv: 0 },
      targets: [targetFromCatalogue('estrogen receptor')],
      drugs: [
        drugInCulture('tamoxifen', T, {
          ligandMicromolar: E2,
          ligandKdMicromolar: KE,
          kdMicromolar: KT,
          ligandIndependence: w,
        }),
      ],
    });
    kernel.start(kernelModel(scenario), 1 + seed);
    // A day for the drug to settle inside.
    hold(kernel, 24, { outside: [T] });
    const before = kernel.cells;
    hold(kernel, 24 * days, { outside: [T] });
    const factor = Math.exp((perDay * days * growth(T)) / growth(0));
    const z = (kernel.cells - before * factor) / Math.sqrt(before * factor * (factor - 1));
    const name = `growth driven by the estrogen receptor at ${T / KT} K_T of endoxifen`;
    yield byZ(name, 'competitive binding', factor, kernel.cells / before, z);
  }
}

export const resistanceChecks: readonly Check[] = [receptor, tables].map((run) => ({
  group: 'Resistance',
  run,
}));
