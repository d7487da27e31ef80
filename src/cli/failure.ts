/** Input the user can correct: one sentence on standard error, exit code 2, nothing written. */
export class UsageError extends Error {
  override name = 'UsageError';
}
