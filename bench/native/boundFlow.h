/*
 * Cells whose amounts move in a step, of a drug that a target binds; see assembly/cells/boundFlow.ts. All of a block are fitted
 * in one loop; those that change much are followed one after another, as few do and each for as long as it takes.
 */
static inline int isBoundMoving(float held, float total) {
  int32_t before, after;
  memcpy(&before, &held, 4);
  memcpy(&after, &total, 4);
  return ((uint32_t)(after - before + 16384) >> 15 != 0) & (fabsf(total - held) > 1e-6f);
}

static inline float freeOf(float amount, float target, float kd) {
  float s = amount - target - kd, p = kd * amount, r = sqrtf(s * s + 4 * p);
  return s >= 0 ? 0.5f * (s + r) : 2 * p / (r - s);
}

/* (-ln(1 - v)/v - 1)/v, which does not cancel where v is small. */
static inline float curved(float v, float rest) {
  int32_t bits;
  float safe = fmaxf(rest, 1e-37f);
  memcpy(&bits, &safe, 4);
  if ((bits - 0x3f3504f3) >> 23 != 0) return (logarithmic(v, rest) - 1) / v;
  float more = rest + 1, t = v / more, z = t * t;
  float series = 1 / 3.f + z * (1 / 5.f + z * (1 / 7.f));
  return (1 + 2 * t * (series / more)) / more;
}

/* Where a cell's amount is after the step; z, most, drive: what leaves in a step, what pumps take and that times Km. */
static float followBound(
    float first, float after, float come, float z, float drive, float most, float held, float total, float km,
    float target, float kd) {
  const float tight = target * kd, s0 = fmaxf(come, 0) - most - z * km, p0 = km * fmaxf(come, 0);
  const float r0 = sqrtf(s0 * s0 + 4 * z * p0), rest = (s0 >= 0 ? s0 + r0 : 2 * p0) / (s0 >= 0 ? 2 * z : r0 - s0);
  const float gamma = kd + rest, end = rest + target * rest / gamma;
  const int falls = held > end;
  float low = falls ? end : held, high = falls ? held : end;
  if (!(total > low && total < high)) return total;
  const float beta = km + rest, drawn = drive / beta, m = z * beta + drawn, kappa = z / m, own = drawn / m;
  const float away = first - rest, perAway = 1 / away, perStart = 1 / (1 + kappa * away);
  const float perFirst = 1 / (kd + first), skew = kappa * gamma - 1, nothing = fabsf(held - end) * 0x1p-24f;
  float now = after > low && after < high ? after : total;
  for (int iteration = 0; iteration < 10; iteration++) {
    float inside = freeOf(now, target, kd), y = inside - rest, change = first - inside, here = 1 + kappa * y;
    float gone = change * perAway, part = change * perStart, left = y * perAway, rise = here * perStart;
    float reach = kd + inside, spread = (kd + first) / reach, a = gone / reach, b = part / reach;
    float lagging = gone * logarithmic(gone, left), passed = part * logarithmic(kappa * part, rise);
    float released = a * (perFirst + a * curved(gamma * a, left * spread));
    float drained = b * (perFirst + kappa * b * curved(skew * b, rise * spread));
    float missing = m - (beta * (lagging + tight * released) + own * (passed + tight * drained));
    int early = missing > 0;
    if (early == falls) high = now;
    else low = now;
    float near = km + inside, square = reach * reach, lag = now - end;
    float steep = (z + drive / (near * near)) * square / (square + tight), rate = y * m * here / (near * lag);
    float step = missing / m * rate, lever = 1 + 0.5f * step * (steep / rate - 1);
    float folds = step / fmaxf(lever, 0.25f), size = fabsf(folds);
    float grown = size * (1 + size * (0.5f + size * (1 / 6.f))), keeps = 1 / (1 + grown);
    float on = size > 0.5f ? end + lag * keeps : now - lag * (grown * keeps), next = folds > 0 ? on : now + lag * grown;
    int within = next > low && next < high, stays = fabsf(next - now) <= next * 0x1p-12f;
    now = within ? next : 0.5f * (low + high);
    if ((within && ((size <= 0.0625f && lever < 1.5f) || stays)) || (early && fabsf(lag) <= nothing)) break;
  }
  return now;
}

/* What the effect depends on with `free` in the cell: bound target, or what is missing of that it needs. */
static inline float argumentOf(float free, float target, float kd, float need, int response) {
  float held = target / (kd + free);
  return response == POISON ? free * held : fmaxf(fminf(need, target) - kd * held, 0);
}

/* Amounts and arguments of the cells of a block that move, from those of an implicit step. */
static inline void moveBound(
    const Drug *d, float *restrict amount, float *restrict arg, const float *restrict expression, const float *restrict helds,
    const float *restrict frees, const float *restrict supplies, int pumped, int response) {
  const float km = d->km;
  float firsts[BLOCK], afters[BLOCK], weights[BLOCK];
  int moves[BLOCK], turns[BLOCK];
  for (int i = 0; i < BLOCK; i++) {
    float perStay = 1 / rates[DECAY][i], z = (1 - rates[DECAY][i]) * perStay, target = rates[TARGET][i] * expression[i];
    float drive = pumped ? rates[PUMPING][i] * expression[i] * perStay * km : 0, kd = rates[KD][i], free = frees[i];
    float first = freeOf(helds[i], target, kd), near = km + free, square = (kd + free) * (kd + free);
    float lost = (first - free) * (z + drive / ((km + first) * near)), steep = z + drive / (near * near);
    float s = steep * square / (square + target * kd), fold = 2 + s * (1 / 3.f + s * (1 / 15.f));
    float after = amount[i] - lost / (fold + (fold - 1) * s);
    moves[i] = isBoundMoving(helds[i], amount[i]);
    turns[i] = moves[i] & ((fabsf(after - amount[i]) > after * 0.0625f) | (fabsf(first - free) > free * 0.5f));
    firsts[i] = first;
    afters[i] = after;
    weights[i] = 1 / fold;
  }
  for (int i = 0; i < BLOCK; i++) {
    if (!turns[i]) continue;
    float perStay = 1 / rates[DECAY][i], most = pumped ? rates[PUMPING][i] * expression[i] * perStay : 0;
    afters[i] = followBound(
        firsts[i], afters[i], (supplies[i] - helds[i] * rates[DECAY][i]) * perStay, (1 - rates[DECAY][i]) * perStay, most * km, most,
        helds[i], amount[i], km, rates[TARGET][i] * expression[i], rates[KD][i]);
  }
  for (int i = 0; i < BLOCK; i++) {
    float target = rates[TARGET][i] * expression[i], kd = rates[KD][i], need = rates[NEED][i];
    float last = freeOf(afters[i], target, kd), total = last + last * target / (kd + last);
    float end = argumentOf(last, target, kd, need, response), begin = argumentOf(firsts[i], target, kd, need, response);
    amount[i] = moves[i] ? (total > 1e-12f ? total : 0) : amount[i];
    arg[i] = moves[i] ? end + (begin - end) * weights[i] : arg[i];
  }
}
