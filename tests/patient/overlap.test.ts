/** Infusions that begin before the last has ended: levels add up, marks and ends are each infusion's own. */
import { describe, expect, it } from 'vitest';
import { Dosing } from '../../src/patient/treatment/dosing';
import { completeScenario, type Drug } from '../../src/scenario/schema';

const [MOLAR_MASS, LITRES, PER_HOUR] = [500, 40, 5];
const K = PER_HOUR / LITRES;

function infused(infusionHours: number, everyHours: number, doses: number): Drug {
  const pharmacokinetics = { route: 'infusion', clearanceLitresPerHour: PER_HOUR, centralLitres: LITRES };
  const schedule = { doseMg: 100, infusionHours, everyHours, doses };
  return completeScenario({ drugs: [{ molarMass: MOLAR_MASS, pharmacokinetics, schedule }] })
    .drugs[0] as Drug;
}

/** One compartment, rate R over T: R/(kV) (1 − e^{−kt}), then its decay; superposed. */
function levelAt(hours: number, infusionHours: number, starts: readonly number[]): number {
  const rate = 200 / infusionHours;
  return starts.reduce((sum, start) => {
    const since = hours - start;
    if (since <= 0) return sum;
    const rising = (1 - Math.exp(-K * Math.min(since, infusionHours))) * (rate / (K * LITRES));
    return sum + rising * Math.exp(-K * Math.max(0, since - infusionHours));
  }, 0);
}

describe('overlapping infusions', () => {
  it.each([
    [30, 12, 5, 0.7],
    [50, 7, 9, 1],
    [24, 24, 4, 5],
  ])(
    '%d h every %d h, %d doses, steps of %d h: levels and areas of superposed ones, 10⁻¹⁰',
    (lasts, every, doses, step) => {
      const dosing = new Dosing(infused(lasts, every, doses));
      dosing.begin(0);
      const starts = Array.from({ length: doses }, (_, dose) => dose * every);
      let area = 0;
      for (let now = 0; now < 150; now += step) {
        area += dosing.advance(now, now + step) * step;
        const wanted = levelAt(now + step, lasts, starts);
        expect(Math.abs(dosing.levelAt(now + step) / wanted - 1), `at ${now + step} h`).toBeLessThan(1e-10);
      }
      for (let now = 150; now < 2000; now += 50) area += dosing.advance(now, now + 50) * 50;
      expect(area / ((200 * doses) / PER_HOUR)).toBeCloseTo(1, 10);
      expect(dosing.doses.map(({ start, end }) => [start, end])).toEqual(
        starts.map((start) => [start, start + lasts]),
      );
      expect(dosing.scheduledDoses).toBe(doses);
      expect(dosing.endsHours).toBe(starts.at(-1) + lasts);
    },
  );

  it('come out the same from a state saved while two of them run', () => {
    const whole = new Dosing(infused(30, 12, 5));
    whole.begin(0);
    whole.advance(0, 20);
    const copy = new Dosing(infused(30, 12, 5));
    copy.restore(structuredClone(whole.save()));
    for (let now = 20; now < 120; now += 1)
      expect(copy.advance(now, now + 1)).toBe(whole.advance(now, now + 1));
  });

  it('a pause lets those go on that have begun', () => {
    const dosing = new Dosing(infused(30, 12, 5));
    dosing.begin(0);
    dosing.advance(0, 20);
    dosing.pause(20);
    dosing.advance(20, 60);
    expect(dosing.levelAt(60)).toBeCloseTo(levelAt(60, 30, [0, 12]), 10);
  });
});
