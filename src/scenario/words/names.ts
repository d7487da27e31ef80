import type { Scenario } from '../scenario';

/** "tumour" when there is one lesion, else "lesion 1" and so on. */
export function lesionName(lesions: number, index: number): string {
  return lesions === 1 ? 'tumour' : `lesion ${index + 1}`;
}

/** Of all compartments, in their order. */
export function compartmentNames({ tumour, compartments }: Scenario): { name: string }[] {
  const lesions = Array.from({ length: tumour.lesions }, (_, i) => ({ name: lesionName(tumour.lesions, i) }));
  return [...lesions, ...compartments.map(({ name }) => ({ name }))];
}
