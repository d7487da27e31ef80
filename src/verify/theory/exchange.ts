/** Intracellular drug in constant surroundings by its differential equation (docs/model.md (5)), in f64. */

export interface Rates {
  /** All that comes in, µM/h; what leaves per µM of free drug, 1/h; the pump's V, µM/h, and its K_m. */
  inflow: number;
  leave: number;
  pull: number;
  km: number;
  /** What binds the drug, and how tightly, µM; K = 0: nothing. */
  target: number;
  kd: number;
}

/** Free part of an amount (Morrison 1969). */
export function freeOf(amount: number, target: number, kd: number): number {
  if (kd === 0) return amount;
  const s = amount - target - kd;
  const r = Math.sqrt(s * s + 4 * kd * amount);
  return s >= 0 ? 0.5 * (s + r) : (2 * kd * amount) / (r - s);
}

/**
 * Amount after so many hours, and on average of them; Infinity: where it comes to rest. Runge–Kutta 4 with halved steps
 * to compare, 10⁻⁷ relative.
 */
export function exchanged(held: number, rates: Rates, hours: number): { total: number; mean: number } {
  const { inflow, leave, pull, km, target, kd } = rates;
  const change = (amount: number) => {
    const free = freeOf(Math.max(amount, 0), target, kd);
    return inflow - leave * free - (pull * free) / (km + free);
  };
  if (hours === Infinity) {
    let [low, high] = [0, 1];
    while (change(high) > 0 && high < 1e12) high *= 2;
    for (let i = 0; i < 200; i++) {
      const middle = 0.5 * (low + high);
      if (change(middle) > 0) low = middle;
      else high = middle;
    }
    return { total: low, mean: low };
  }
  const kutta = (amount: number, by: number) => {
    const a = change(amount);
    const b = change(amount + 0.5 * by * a);
    const c = change(amount + 0.5 * by * b);
    return amount + (by / 6) * (a + 2 * b + 2 * c + change(amount + by * c));
  };
  let [amount, area, now, by] = [held, 0, 0, 1e-4 * hours];
  while (now < hours) {
    by = Math.min(by, hours - now);
    const middle = kutta(amount, 0.5 * by);
    const end = kutta(middle, 0.5 * by);
    const error = Math.abs(end - kutta(amount, by)) / (1e-7 * Math.abs(end) + 1e-14);
    if (error <= 1 && middle >= 0 && end >= 0) {
      area += (by / 6) * (amount + 4 * middle + end);
      amount = end;
      now += by;
    }
    by *= middle >= 0 && end >= 0 ? Math.min(4, Math.max(0.1, 0.9 * (error + 1e-12) ** -0.2)) : 0.3;
  }
  return { total: amount, mean: area / hours };
}
