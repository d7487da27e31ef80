/** Exchange through a pump within one step against its differential equation (docs/model.md (5)), solved in f64 to 10⁻⁷. */
import type { Rates } from '../../../src/verify/theory/exchange';
import { holdAmounts, oneStep } from '../../kit/oneStep';
import { plainDrug } from '../../kit/statistics';

const drug = plainDrug({ pumpVmax: 1 });

/** What no target binds stays by the exponential law, and so does what comes and goes. */
function total(held: number, rates: Rates): number {
  const decay = Math.exp(-rates.leave);
  return oneStep(drug, held, rates, decay, rates.leave > 0 ? (1 - decay) / rates.leave : 1).total;
}

holdAmounts({
  total,
  cells: 2000,
  worst: 0.05,
  mostly: 0.01,
  target: 0,
  kd: 0,
  washing: [{ inflow: 0, leave: 0.1, pull: 5, km: 1, target: 0, kd: 0 }],
  steepest: 1.012,
});
