/** Powers, the same bits in every engine as maths.ts has it. */
import { exactExp, logarithmExponent, scaledDown } from './maths';

/** Upper 26 bits of x (Dekker 1971, Veltkamp's splitting); |x| below 2⁹⁹⁵. */
function upperHalf(x: number): number {
  const scaled = 134217729.0 * x;
  return scaled - (scaled - x);
}

/** Rounding error of the product a·b, given p = fl(a·b) (Dekker 1971). */
function productError(a: number, b: number, p: number): number {
  const aHigh = upperHalf(a);
  const aLow = a - aHigh;
  const bHigh = upperHalf(b);
  const bLow = b - bHigh;
  return aLow * bLow - (p - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/**
 * base^exponent for base ≥ 0; NaN for a negative base. The logarithm is carried in two doubles, since an error of
 * one unit in ln would be multiplied by the exponent.
 */
export function exactPow(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1.0;
  if (base !== base || exponent !== exponent || base < 0) return NaN;
  if (base === 0) return exponent > 0 ? 0.0 : Infinity;
  if (base === Infinity) return exponent > 0 ? Infinity : 0.0;
  // Beyond 2⁶⁴ any base but 1 over- or underflows; Dekker's splitting must not.
  if (Math.abs(exponent) > 18446744073709551616.0) return base > 1 === exponent > 0 ? Infinity : 0.0;

  const k = logarithmExponent(base);
  const mantissa = scaledDown(base, k);
  const f = mantissa - 1.0;
  const sum = mantissa + 1.0;
  const sumError = mantissa - (sum - 1.0);
  // s + sError = (m − 1)/(m + 1); ln m = 2 (s + s³/3 + s⁵/5 + …)
  const s = f / sum;
  const product = s * sum;
  const sError = (f - product - productError(s, sum, product) - s * sumError) / sum;
  const z = s * s;
  let series = 0.0;
  for (let odd = 25.0; odd >= 3.0; odd -= 2.0) series = z * (series + 2.0 / odd);
  const wholes = k * 6.9314718036912381649e-1;
  const leading = wholes + 2.0 * s;
  const carried = leading - wholes;
  const leadingError = wholes - (leading - carried) + (2.0 * s - carried);
  const rest = leadingError + (s * series + (2.0 * sError + k * 1.90821492927058770002e-10));
  const lnHigh = leading + rest;
  const lnLow = rest - (lnHigh - leading);

  const power = exponent * lnHigh;
  const result = exactExp(power);
  if (result === 0 || result === Infinity) return result;
  return result + result * (productError(exponent, lnHigh, power) + exponent * lnLow);
}
