/** The hashes that this engine gives: what any other engine must give as well. */
import { type Case, caseKey } from './cases';
import { kernelSubject } from './subject';
import { HASH_STEPS, SEED } from './suite';

/** By caseKey, after {@link HASH_STEPS} steps of the SIMD kernel on one thread. */
export async function expectedHashes(cases: Case[]): Promise<Record<string, string>> {
  const subject = await kernelSubject('', 'simd');
  const hashes: Record<string, string> = {};
  for (const own of cases) {
    await subject.begin(own, SEED);
    await subject.run(HASH_STEPS);
    hashes[caseKey(own)] = (await subject.hash()) as string;
  }
  return hashes;
}
