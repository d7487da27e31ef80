/** Colours of the parts of a class, by numbers: they stand off the ground, off the cells without resistance, and off each other. */
import { describe, expect, it } from 'vitest';
import { presets } from '../../src/scenario/presets/index';
import { classMarks } from '../../src/ui/readouts/classes';
import { subclassMarks } from '../../src/ui/readouts/subclasses';
import { channels } from '../../src/ui/tissue/draw/colour';

/** WCAG 2.2: relative luminance, and contrast of two colours. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const unit = value / 255;
    return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const contrast = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};
const apart = (one: string, other: string): number =>
  Math.hypot(...channels(one).map((value, at) => value - channels(other)[at]!));

const { targets } = presets.find(({ id }) => id === 'imatinib-cml')!.scenario;
const marks = subclassMarks(targets);
const variants = marks.filter(({ of }) => of === 'altered');
const copies = (of: string) => marks.filter((mark) => mark.of === of);

describe.each([
  ['light', '#FBFBFA'],
  ['dark', '#111418'],
] as const)('%s', (theme, ground) => {
  it('every part stands off the ground, as WCAG wants of pictures, and off the grey of sensitive cells', () => {
    for (const mark of marks) {
      // Of copies that are few the light ones are fills, whose lines are the class's own.
      const least = mark.of === 'altered' ? 3 : 2.2;
      expect(contrast(mark[theme], ground), mark.label).toBeGreaterThan(least);
      expect(apart(mark[theme], classMarks[0]![theme]), mark.label).toBeGreaterThan(45);
    }
  });

  it('no two variants look alike, and copies run one way', () => {
    expect(variants.length).toBeGreaterThan(10);
    variants.forEach((one, index) => {
      for (const other of variants.slice(index + 1)) {
        expect(apart(one[theme], other[theme]), `${one.label}, ${other.label}`).toBeGreaterThan(9);
      }
    });
    for (const of of ['amplified', 'pump']) {
      const rising = copies(of).map((mark) => luminance(mark[theme]));
      const sorted = rising.toSorted((a, b) => (theme === 'light' ? b - a : a - b));
      expect(rising.length).toBeGreaterThan(4);
      expect(rising).toEqual(sorted);
    }
  });
});
