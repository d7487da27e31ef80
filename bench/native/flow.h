/*
 * Cells whose amounts a pump moves in a step; see assembly/cells/flow.ts. Where one of a block does, all are fitted in one loop;
 * those that change much are put side by side and followed together, for as long as any has not come close.
 */
static inline int isMoving(float held, float total) {
  int32_t before, after;
  memcpy(&before, &held, 4);
  memcpy(&after, &total, 4);
  return ((uint32_t)(after - before + 65536) >> 17 != 0) & (fabsf(total - held) > 1e-6f);
}

/* -ln(1 - v)/v from exponent and mantissa, by the series of artanh; rest: 1 - v, without loss. */
static inline float logarithmic(float v, float rest) {
  int32_t bits;
  rest = fmaxf(rest, 1e-37f);
  memcpy(&bits, &rest, 4);
  int32_t exponent = (bits - 0x3f3504f3) >> 23;
  bits -= (int32_t)((uint32_t)exponent << 23);
  float mantissa;
  memcpy(&mantissa, &bits, 4);
  float t = (exponent == 0 ? -v : mantissa - 1) / (mantissa + 1), z = t * t;
  float twice = 2 * (1 + z * (1 / 3.f + z * (1 / 5.f + z * (1 / 7.f))));
  return (exponent == 0 ? twice : -((float)exponent * 0.69314718f + t * twice)) / (exponent == 0 ? mantissa + 1 : v);
}

/* By weights of a step's begin and end; lists the cells that change much, which stay as they are. */
static inline int fitBlock(
    const Drug *d, float *restrict amount, const float *restrict expression, const float *restrict helds,
    float *restrict fits, int *restrict lanes) {
  const float km = d->km;
  int turning[BLOCK], count = 0;
  for (int i = 0; i < BLOCK; i++) {
    float held = helds[i], free = amount[i], decay = rates[DECAY][i], kept = sqrtf(decay);
    float drive = rates[PUMPING][i] * expression[i] * km, near = km + free, square = near * near;
    float s = ((1 - decay) * square + drive * kept) / (kept * square);
    float fold = 2 + s * (1 / 3.f + s * (1 / 15.f));
    float after = free + drive * near * (free - held) / ((km + held) * (fold * square + (fold - 1) * drive));
    int moves = isMoving(held, free);
    turning[i] = moves & ((fabsf(after - free) > after * 0.0625f) | (fabsf(free - held) > free * 0.5f));
    fits[i] = after;
    amount[i] = moves & !turning[i] ? (after > 1e-12f ? after : 0) : free;
  }
  for (int i = 0; i < BLOCK; i++)
    if (turning[i]) lanes[count++] = i;
  return count;
}

static inline void followBlock(
    const Drug *d, float *restrict amount, const float *restrict expression, const float *restrict helds,
    const float *restrict fits, int *restrict lanes, int count) {
  int padded = (count + 15) & ~15;
  for (int k = count; k < padded; k++) lanes[k] = lanes[0];
  float begins[BLOCK], rests[BLOCK], zs[BLOCK], mosts[BLOCK], nows[BLOCK];
  const float km = d->km;
  for (int k = 0; k < padded; k++) {
    int i = lanes[k];
    float decay = rates[DECAY][i], held = helds[i], free = amount[i], after = fits[i];
    float scale = logarithmic(1 - decay, decay), z = (1 - decay) * scale;
    float most = rates[PUMPING][i] * expression[i] * scale;
    float come = d->outside * (rates[ENTRY][i] - rates[BLOCKED][i]) * scale;
    float s = come - most - z * km, p = km * come, r = sqrtf(s * s + 4 * z * p);
    float rest = (s >= 0 ? s + r : 2 * p) / (s >= 0 ? 2 * z : r - s), low = fminf(held, rest), high = fmaxf(held, rest);
    begins[k] = held, rests[k] = rest, zs[k] = z, mosts[k] = most;
    nows[k] = (after > low) & (after < high) ? after : fmaxf(low, fminf(free, high));
  }
  for (int iteration = 0; iteration < 6; iteration++) {
    float widest = 0;
    for (int k = 0; k < padded; k++) {
      float rest = rests[k], begin = begins[k], z = zs[k], now = nows[k];
      float beta = km + rest, drawn = mosts[k] * km / beta, m = z * beta + drawn, kappa = z / m, own = drawn / m;
      float away = begin - rest, perFirst = 1 / (1 + kappa * away), perAway = 1 / away;
      float y = now - rest, change = begin - now, gone = change * perAway, part = change * perFirst;
      float here = 1 + kappa * y, near = km + now, lean = 1 / (here * near);
      float time = beta * gone * logarithmic(gone, y * perAway) + own * part * logarithmic(kappa * part, here * perFirst);
      float step = (m - time) * here * here * lean;
      float folds = step / fmaxf(1 + 0.5f * step * y * (kappa * near - here) * lean, 0.25f);
      float size = fabsf(folds), grown = size * (1 + size * (0.5f + size * (1 / 6.f))), left = 1 / (1 + grown);
      float on = size > 0.5f ? rest + y * left : now - y * grown * left;
      nows[k] = fmaxf(fminf(begin, rest), fminf(folds > 0 ? on : now + y * grown, fmaxf(begin, rest)));
      widest = fmaxf(widest, size);
    }
    if (!(widest > 0.0625f)) break;
  }
  for (int k = 0; k < count; k++) amount[lanes[k]] = nows[k] > 1e-12f ? nows[k] : 0;
}
