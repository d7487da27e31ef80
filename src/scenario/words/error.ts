/** Bad input, in one sentence that names the field and its value. */
export class ScenarioError extends Error {
  override name = 'ScenarioError';
}
