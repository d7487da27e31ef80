/**
 * Blood counts at steps of one hour, and with another drug: see friberg.ts.
 *
 * Catches: blood one stage short.
 *
 * @module-tag long
 */
import { test } from 'vitest';
import { expectDocetaxel, expectTwoCycles } from './friberg';

test.each([1, 2])('docetaxel 100 mg/m² over 1 h at steps of %f h', expectDocetaxel);

test('two cycles of paclitaxel at steps of 1 h', () => expectTwoCycles(1));
