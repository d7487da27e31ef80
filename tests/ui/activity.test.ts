/** What the palette *activity* says of a level of oxygen, as docs/model.md (45), (46) have it. */
import { describe, expect, it } from 'vitest';
import { Limit } from '../../assembly/shared/limits';
import { activityPatches, activityRange, activityWords, allowedAt } from '../../src/ui/tissue/activity';

const needs = { most: 40, quiescentBelow: 5, fullAbove: 10, necrosisBelow: 2 };

describe('what oxygen lets a cell do', () => {
  it('die, rest, divide slowly, divide: on either side of each level', () => {
    const said = [1.99, 2, 4.99, 5, 9.99, 10, 40].map((oxygen) => allowedAt(oxygen, needs));
    expect(said).toEqual(['dying', 'resting', 'resting', 'slow', 'slow', 'full', 'full']);
  });

  it('has a colour of its own each, at the part of the ramp where the level lies', () => {
    for (const dark of [false, true]) {
      const words = activityWords(needs, dark);
      const { high } = activityRange(needs);
      const at = (oxygen: number) => words[Math.floor((oxygen / high) * Limit.rampColours)];
      expect(new Set([1, 3, 5.1, 7, 9.9, 12].map(at)).size).toBe(6);
      expect(at(0)).toBe(at(1.9));
      expect(at(2.1)).toBe(at(4.9));
      expect(at(10.1)).toBe(words.at(-1));
    }
  });

  it('says nothing of what cannot be', () => {
    const labels = (own: Partial<typeof needs>) =>
      activityPatches({ ...needs, ...own }, false).map(({ label }) => label);
    expect(labels({})).toEqual([
      'oxygen for full growth, from 10 mmHg',
      'for slower growth',
      'too little to divide, below 5 mmHg',
      'too little to live, below 2 mmHg',
    ]);
    expect(labels({ necrosisBelow: 0 })).toHaveLength(3);
    expect(labels({ necrosisBelow: 5 })).not.toContain('too little to divide, below 5 mmHg');
    expect(labels({ fullAbove: 5 })).not.toContain('for slower growth');
  });
});
