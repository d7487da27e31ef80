import { exactExp, exactLn, normalQuantile } from '../../../assembly/numerics/maths';
import { Limit } from '../../../assembly/shared/limits';

/**
 * Quantiles of a log-normal distribution of mean 1 at (i + ½)/256: what the expression byte of a cell stands for.
 * @param cv coefficient of variation; 0 gives 1 everywhere
 * @returns 256 factors, rising
 */
export function expressionLevels(cv: number): Float64Array {
  const levels = new Float64Array(Limit.expressionLevels).fill(1);
  if (cv === 0) return levels;
  const sigma = Math.sqrt(exactLn(1 + cv * cv));
  let sum = 0;
  for (let i = 0; i < levels.length; i++) {
    const level = exactExp(sigma * normalQuantile((i + 0.5) / levels.length));
    levels[i] = level;
    sum += level;
  }
  // Means of finite quantile tables fall a little short of the distribution's; the mean cell must have factor 1.
  return levels.map((level) => (level * levels.length) / sum);
}
