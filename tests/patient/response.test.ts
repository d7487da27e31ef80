import { describe, expect, test } from 'vitest';
import {
  beginResponse,
  categoryOf,
  followResponse,
  type ResponseLimits,
  timeToProgression,
} from '../../src/patient/outcome/response';

// RECIST 1.1 in numbers of cells: diameters of 0.7 and 1.2, cubed.
const LIMITS: ResponseLimits = {
  completeShare: 1e-3,
  partialShare: 0.343,
  progressionFactor: 1.728,
};

function follow(burdens: readonly number[]) {
  let state = beginResponse(240, burdens[0]!);
  const categories = burdens.map((burden, day) => {
    state = followResponse(state, LIMITS, 240 + 24 * day, burden);
    return state.category;
  });
  return { state, categories };
}

describe('categories', () => {
  test.each([
    [1e6, 'stable'],
    [344_000, 'stable'],
    [343_000, 'partial'],
    [1001, 'partial'],
    [1000, 'complete'],
    [0, 'complete'],
    [1_727_000, 'stable'],
    [1_728_001, 'progression'],
  ] as const)('%d of a million cells: %s', (burden, category) => {
    expect(categoryOf(LIMITS, 1e6, Math.min(1e6, Math.max(burden, 1)), burden)).toBe(category);
  });

  test('progression is judged by the lowest burden, not by the start', () => {
    expect(categoryOf(LIMITS, 1e6, 1e5, 172_000)).toBe('partial');
    expect(categoryOf(LIMITS, 1e6, 1e5, 173_000)).toBe('progression');
  });

  test('growth from a few cells is progression only once it can be seen', () => {
    expect(categoryOf(LIMITS, 1e6, 3, 900)).toBe('complete');
    expect(categoryOf(LIMITS, 1e6, 3, 1500)).toBe('partial');
    expect(categoryOf(LIMITS, 1e6, 3, 1800)).toBe('progression');
  });
});

test('best response, time to progression', () => {
  const { state, categories } = follow([1e6, 5e5, 2e5, 3e5, 4e5, 100]);
  expect(categories).toEqual(['stable', 'stable', 'partial', 'partial', 'progression', 'complete']);
  // What comes after progression belongs to the next treatment.
  expect(state.best).toBe('partial');
  expect(timeToProgression(state)).toBe(96);
});

test('cure is when no cell is left, and stays where it was', () => {
  const { state } = follow([1e6, 10, 0, 0]);
  expect(state.curedHours).toBe(240 + 48);
  expect(state.best).toBe('complete');
  expect(timeToProgression(state)).toBeNull();
});
