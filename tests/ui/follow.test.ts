import { expect, test } from 'vitest';
import { newestDrug } from '../../src/ui/plots/follow';

const mark = (drug: number, from: number) => ({ drug, from, to: from + 1, label: '' });

test('the plots follow the drug that began last', () => {
  expect(newestDrug([])).toBeNull();
  expect(newestDrug([mark(-1, 3)])).toBeNull();
  expect(newestDrug([mark(0, 3), mark(0, 10)])).toBe(0);
  expect(newestDrug([mark(0, 3), mark(1, 10), mark(0, 17)])).toBe(1);
  // Of two that begin together the first of the list, in whatever order their doses come.
  expect(newestDrug([mark(1, 3), mark(0, 3), mark(1, 10)])).toBe(0);
  expect(newestDrug([mark(2, 3), mark(0, 30), mark(-1, 31)])).toBe(0);
});
