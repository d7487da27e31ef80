/**
 * Exponential, logarithm, power and normal quantile that give the same bits in every engine.
 *
 * Compiled both by AssemblyScript and by TypeScript, so only what IEEE 754 rounds exactly is used: + - * /,
 * comparisons, floor, sqrt and abs. An engine's own Math.exp, log or pow differ from one to the next.
 * The kernels of exp, ln and expm1 are those of FDLIBM (Sun Microsystems, 1993): below one unit in the last place.
 */

/** 2ᵏ for integer k, |k| ≤ 1023: a product of powers of two, each exact. */
function powerOfTwo(k: number): number {
  let remaining = Math.abs(k);
  let square = k < 0 ? 0.5 : 2.0;
  let product = 1.0;
  while (remaining > 0) {
    const half = Math.floor(remaining * 0.5);
    if (remaining - 2.0 * half > 0) product *= square;
    square *= square;
    remaining = half;
  }
  return product;
}

/** eˣ over the whole range: 0 below −745.13, Infinity above 709.78, subnormal results rounded once. */
export function exactExp(x: number): number {
  if (x !== x) return x;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0.0;
  if (Math.abs(x) < 3.725290298461914e-9) return 1.0 + x;
  // x = k ln 2 + (high − low), |high − low| ≤ ½ ln 2
  const k = Math.floor(x * 1.442695040888963387 + 0.5);
  const high = x - k * 6.9314718036912381649e-1;
  const low = k * 1.90821492927058770002e-10;
  const reduced = high - low;
  const t = reduced * reduced;
  const c =
    reduced -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t *
              (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1.0 - (low - (reduced * c) / (2.0 - c) - high);
  // In two factors, since 2ᵏ itself may lie outside the range when the result does not.
  const firstHalf = Math.floor(k * 0.5);
  return y * powerOfTwo(firstHalf) * powerOfTwo(k - firstHalf);
}

/** eˣ − 1 without the cancellation near zero. */
export function exactExpm1(x: number): number {
  if (Math.abs(x) > 0.34657359027997264) return exactExp(x) - 1.0;
  if (Math.abs(x) < 5.551115123125783e-17) return x;
  const half = 0.5 * x;
  const halfSquare = x * half;
  const r =
    1.0 +
    halfSquare *
      (-3.33333333333331316428e-2 +
        halfSquare *
          (1.58730158725481460165e-3 +
            halfSquare *
              (-7.93650757867487942473e-5 +
                halfSquare * (4.00821782732936239552e-6 + halfSquare * -2.01099218183624371326e-7))));
  const t = 3.0 - r * half;
  const e = halfSquare * ((r - t) / (6.0 - x * t));
  return x - (x * e - halfSquare);
}

/** Binary exponent k of a positive finite x such that x·2⁻ᵏ lies in [√½, √2). */
export function logarithmExponent(x: number): number {
  let mantissa = x;
  let k = 0.0;
  if (mantissa < 2.2250738585072014e-308) {
    mantissa *= 18014398509481984.0;
    k -= 54.0;
  }
  let step = 512.0;
  while (step >= 1.0) {
    const power = powerOfTwo(step);
    if (mantissa >= power) {
      mantissa /= power;
      k += step;
    } else if (mantissa * power < 2.0) {
      mantissa *= power;
      k -= step;
    }
    step *= 0.5;
  }
  return mantissa >= 1.4142135623730951 ? k + 1.0 : mantissa < 0.7071067811865476 ? k - 1.0 : k;
}

/** x·2⁻ᵏ without leaving the range on the way. */
export function scaledDown(x: number, k: number): number {
  const firstHalf = Math.floor(k * 0.5);
  return x * powerOfTwo(-firstHalf) * powerOfTwo(firstHalf - k);
}

/** Natural logarithm; −Infinity at 0, NaN below. */
export function exactLn(x: number): number {
  if (x !== x || x === Infinity) return x;
  if (x < 0) return NaN;
  if (x === 0) return -Infinity;
  const k = logarithmExponent(x);
  const f = scaledDown(x, k) - 1.0;
  const s = f / (2.0 + f);
  const z = s * s;
  const r =
    z *
    (6.66666666666673513e-1 +
      z *
        (3.999999999940941908e-1 +
          z *
            (2.857142874366239149e-1 +
              z *
                (2.222219843214978396e-1 +
                  z *
                    (1.818357216161805012e-1 +
                      z * (1.531383769920937332e-1 + z * 1.479819860511658591e-1))))));
  const halfSquare = 0.5 * f * f;
  return (
    k * 6.9314718036912381649e-1 - (halfSquare - (s * (halfSquare + r) + k * 1.90821492927058770002e-10) - f)
  );
}

/** Quantile of the standard normal distribution at p (Wichura 1988, AS 241, PPND16): 1e-16 relative. */
export function normalQuantile(p: number): number {
  if (p !== p || p < 0 || p > 1) return NaN;
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * centralRatio(0.180625 - q * q);
  const r = Math.sqrt(-exactLn(q < 0 ? p : 1.0 - p));
  const tail = r <= 5.0 ? tailRatio(r - 1.6) : farTailRatio(r - 5.0);
  return q < 0 ? -tail : tail;
}

function centralRatio(r: number): number {
  let above = 2.5090809287301226727e3;
  above = above * r + 3.3430575583588128105e4;
  above = above * r + 6.7265770927008700853e4;
  above = above * r + 4.5921953931549871457e4;
  above = above * r + 1.3731693765509461125e4;
  above = above * r + 1.9715909503065514427e3;
  above = above * r + 1.3314166789178437745e2;
  above = above * r + 3.387132872796366608;
  let below = 5.226495278852854561e3;
  below = below * r + 2.8729085735721942674e4;
  below = below * r + 3.930789580009271061e4;
  below = below * r + 2.1213794301586595867e4;
  below = below * r + 5.3941960214247511077e3;
  below = below * r + 6.871870074920579083e2;
  below = below * r + 4.2313330701600911252e1;
  below = below * r + 1.0;
  return above / below;
}

function tailRatio(r: number): number {
  let above = 7.7454501427834140764e-4;
  above = above * r + 2.27238449892691845833e-2;
  above = above * r + 2.4178072517745061177e-1;
  above = above * r + 1.27045825245236838258;
  above = above * r + 3.64784832476320460504;
  above = above * r + 5.7694972214606914055;
  above = above * r + 4.6303378461565452959;
  above = above * r + 1.42343711074968357734;
  let below = 1.05075007164441684324e-9;
  below = below * r + 5.475938084995344946e-4;
  below = below * r + 1.51986665636164571966e-2;
  below = below * r + 1.4810397642748007459e-1;
  below = below * r + 6.8976733498510000455e-1;
  below = below * r + 1.6763848301838038494;
  below = below * r + 2.05319162663775882187;
  below = below * r + 1.0;
  return above / below;
}

function farTailRatio(r: number): number {
  let above = 2.01033439929228813265e-7;
  above = above * r + 2.71155556874348757815e-5;
  above = above * r + 1.2426609473880784386e-3;
  above = above * r + 2.6532189526576123093e-2;
  above = above * r + 2.9656057182850489123e-1;
  above = above * r + 1.7848265399172913358;
  above = above * r + 5.4637849111641143699;
  above = above * r + 6.6579046435011037772;
  let below = 2.04426310338993978564e-15;
  below = below * r + 1.4215117583164458887e-7;
  below = below * r + 1.8463183175100546818e-5;
  below = below * r + 7.868691311456132591e-4;
  below = below * r + 1.48753612908506148525e-2;
  below = below * r + 1.3692988092273580531e-1;
  below = below * r + 5.9983220655588793769e-1;
  below = below * r + 1.0;
  return above / below;
}
