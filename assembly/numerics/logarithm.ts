/** Logarithms that exchange asks for, within 10⁻⁷, from exponent and mantissa by the series of artanh; f32. */

export const LEAST: f32 = 1e-37;
export const LN2: f32 = 0.6931471805599453;
export const THIRD: f32 = 0.3333333333333333;
export const FIFTH: f32 = 0.2;
export const SEVENTH: f32 = 0.14285714285714285;
/** Bits of √½, as i32. */
export const ROOT_HALF: i32 = 0x3f3504f3;

/** g(v) = −ln(1 − v)/v; `rest`: 1 − v, without loss. */
export function logarithmic(v: f32, rest: f32): f32 {
  const bits = reinterpret<i32>(rest > LEAST ? rest : LEAST);
  const exponent = (bits - ROOT_HALF) >> 23;
  const mantissa = reinterpret<f32>(bits - (exponent << 23));
  const more = mantissa + <f32>1;
  const t = (exponent == 0 ? -v : mantissa - <f32>1) / more;
  const z = t * t;
  const twice = <f32>2 * (<f32>1 + z * (THIRD + z * (FIFTH + z * SEVENTH)));
  return exponent == 0 ? twice / more : -(<f32>exponent * LN2 + t * twice) / v;
}

/** h(v) = (g(v) − 1)/v, which does not cancel where v is small. */
export function curved(v: f32, rest: f32): f32 {
  const exponent = (reinterpret<i32>(rest > LEAST ? rest : LEAST) - ROOT_HALF) >> 23;
  if (exponent != 0) return (logarithmic(v, rest) - <f32>1) / v;
  const more = rest + <f32>1;
  const t = v / more;
  const z = t * t;
  const series = THIRD + z * (FIFTH + z * SEVENTH);
  return (<f32>1 + <f32>2 * t * (series / more)) / more;
}
