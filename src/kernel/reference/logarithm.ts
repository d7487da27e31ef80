const f = Math.fround;

const LEAST = f(1e-37);
const LN2 = f(Math.LN2);
const THIRD = f(1 / 3);
const FIFTH = f(0.2);
const SEVENTH = f(1 / 7);
const ROOT_HALF = 0x3f3504f3;

const word = new Int32Array(1);
const real = new Float32Array(word.buffer);

export function bitsOf(x: number): number {
  real[0] = x;
  return word[0] as number;
}

/** −ln(1 − v)/v, from exponent and mantissa; `rest`: 1 − v, without loss. */
export function logarithmic(v: number, rest: number): number {
  const bits = bitsOf(rest > LEAST ? rest : LEAST);
  const exponent = (bits - ROOT_HALF) >> 23;
  word[0] = bits - (exponent << 23);
  const mantissa = real[0] as number;
  const more = f(mantissa + 1);
  const t = f((exponent === 0 ? -v : f(mantissa - 1)) / more);
  const z = f(t * t);
  const twice = f(2 * f(1 + f(z * f(THIRD + f(z * f(FIFTH + f(z * SEVENTH)))))));
  return exponent === 0 ? f(twice / more) : f(f(-f(f(exponent * LN2) + f(t * twice))) / v);
}

/** (−ln(1 − v) − v)/v², the same way. */
export function curved(v: number, rest: number): number {
  const exponent = (bitsOf(rest > LEAST ? rest : LEAST) - ROOT_HALF) >> 23;
  if (exponent !== 0) return f(f(logarithmic(v, rest) - 1) / v);
  const more = f(rest + 1);
  const t = f(v / more);
  const z = f(t * t);
  const series = f(THIRD + f(z * f(FIFTH + f(z * SEVENTH))));
  return f(f(1 + f(f(2 * t) * f(series / more))) / more);
}
