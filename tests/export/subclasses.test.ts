import { expect, it } from 'vitest';
import { summaryCsv } from '../../src/export/csv';
import { subclassPieces } from '../../src/export/subclasses';
import { createKernels } from '../../src/kernel/kernel';
import { Patient } from '../../src/patient/patient';
import { completeScenario } from '../../src/scenario/schema';

it('writes parts that add up to the class of the summary, in each compartment', async () => {
  const target = {
    name: 'T',
    variantProbability: 0.05,
    gainProbability: 0.05,
    furtherGainProbability: 0.05,
    variants: [{ name: 'A1B' }, { name: 'C2D, rare', weight: 0.5 }],
  };
  const scenario = completeScenario({
    untilDays: 12,
    targets: [target],
    alterations: { pumpGain: 0.05 },
    tumour: { founders: 200, lesions: 2 },
  });
  const group = await createKernels('simd', 2);
  try {
    const patient = new Patient(scenario, group);
    patient.advance({ untilHours: 240 });
    const [header, ...lines] = [...subclassPieces(patient)].join('').trimEnd().split('\n');
    expect(header).toBe('hours,day,compartment,class,gene,variant,copies_from,copies_to,cells');
    expect(lines.some((line) => line.includes(',altered,T,A1B,,,'))).toBe(true);
    expect(lines.some((line) => line.includes(',altered,T,"C2D, rare",,,'))).toBe(true);
    const sums = new Map<string, number>();
    for (const line of lines) {
      const [hours, , compartment, own] = line.split(',');
      const key = [hours, compartment, own].join();
      sums.set(key, (sums.get(key) ?? 0) + Number(line.split(',').at(-1)));
    }
    const classes = summaryCsv(patient).trimEnd().split('\n').slice(1);
    let compared = 0;
    for (const line of classes) {
      const [hours, , compartment, own, cells] = line.split(',');
      if (!['pump', 'amplified', 'altered'].includes(own ?? '')) continue;
      expect(sums.get([hours, compartment, own].join()) ?? 0).toBe(Number(cells));
      if (Number(cells) > 0) compared++;
    }
    expect(compared).toBeGreaterThan(30);
  } finally {
    group.close();
  }
});
