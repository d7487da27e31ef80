import { AMOUNT_COLUMN, HEAP, OBSERVED_BINS, OBSERVED_SUMS } from '../memory/layout';
import { RANDOM } from '../memory/room';
import { Limit } from '../shared/limits';

/** Two bins per octave of f32; the first begins at 2^-20 µM. */
const LOWEST_BIN: i32 = (127 - 20) << 1;

/** Sums and bins of one drug: `amounts` a column, `row` its first class; the classes at RANDOM in the room. */
export function observeDrug(room: usize, amounts: usize, row: usize, count: usize): void {
  assert(amounts >= HEAP + AMOUNT_COLUMN);
  for (let i: usize = 0; i < count; ++i) {
    const own = row + <usize>load<u8>(room + i, RANDOM);
    const amount = load<f32>(amounts + (i << 2));
    const sum = OBSERVED_SUMS + (own << 3);
    store<f64>(sum, load<f64>(sum) + <f64>amount);
    let bin = (reinterpret<i32>(amount) >> 22) - LOWEST_BIN;
    bin = bin < 0 ? 0 : bin;
    bin = bin > Limit.histogramBins - 1 ? Limit.histogramBins - 1 : bin;
    const counter = OBSERVED_BINS + ((own * Limit.histogramBins + <usize>bin) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
}
