/*
 * Exchange of cells whose amounts move in a step; see assembly/flow.ts. Where one of a block does, all are fitted in one
 * loop; those that change much are put side by side and followed together, for as long as any has not come close.
 */
static inline int isMoving(float held, float total) {
  return fabsf(total - held) > total * 0.0009765625f + 1e-8f;
}

static inline int isTurning(float held, float total) {
  return fabsf(total - held) > total * 0.25f + 1e-8f;
}

/* ln x from exponent and mantissa, by the series of artanh. */
static inline float lnOf(float x) {
  int32_t bits;
  x = fmaxf(x, 1e-37f);
  memcpy(&bits, &x, 4);
  int32_t exponent = (bits - 0x3f3504f3) >> 23;
  bits -= (int32_t)((uint32_t)exponent << 23);
  float mantissa;
  memcpy(&mantissa, &bits, 4);
  float t = (mantissa - 1) / (mantissa + 1), z = t * t;
  return (float)exponent * 0.69314718f + 2 * t * (1 + z * (1 / 3.f + z * (1 / 5.f + z * (1 / 7.f))));
}

/* -(ln(1 - v) + v)/v^2; rest: 1 - v, without loss. */
static inline float bend(float v, float rest) {
  float series = 0.5f + v * (1 / 3.f + v * (0.25f + v * (0.2f + v * (1 / 6.f + v * (1 / 7.f)))));
  float exact = -(lnOf(rest) + v) / (v * v);
  return fabsf(v) < 0.25f ? series : exact;
}

static inline float freePart(float amount, float target, float kd) {
  return positiveRoot(amount - target - kd, kd * amount, 1);
}

/* Little changes, by weights of a step's begin and end; returns whether there are others, and marks those. */
static inline __attribute__((always_inline)) int fitBlock(
    const Drug *d, float *restrict amount, float *restrict arg, const float *restrict expression,
    const float *restrict helds, const float *restrict frees, int *restrict turning, int pumped, int bound, int response) {
  const float km = d->km;
  int any = 0;
  for (int i = 0; i < BLOCK; i++) {
    float held = helds[i], free = frees[i], total = amount[i], decay = rates[DECAY][i];
    float drive = pumped ? rates[PUMPING][i] * expression[i] * km : 0, near = km + free;
    int moves = isMoving(held, total), turns = isTurning(held, total);
    float after, mean, effective;
    if (bound) {
      float target = rates[TARGET][i] * expression[i], kd = rates[KD][i], begin = freePart(held, target, kd);
      float scale = 1 / decay, z = scale - 1, far = kd + free;
      turns |= moves & ((begin > 3 * free) | (free > 3 * begin));
      drive *= scale;
      float pace = (z + drive / (near * near)) / (1 + target * kd / (far * far));
      float weight = 1 / (2 + pace * (1 / 3.f + pace * (1 / 15.f)));
      after = total + weight * (free - begin) * (z + drive / (near * (km + begin))) / (1 + (1 - weight) * pace);
      mean = after + weight * (held - after);
      float loose = freePart(mean, target, kd), share = target / (kd + loose);
      effective = response == POISON ? loose * share : fmaxf(fminf(rates[NEED][i], target) - kd * share, 0);
    } else {
      float square = near * near, s = (1 - decay) / sqrtf(decay) + drive / square;
      float weight = 1 / (2 + s * (1 / 3.f + s * (1 / 15.f)));
      after = free + weight * drive * (free - held) * near / ((km + held) * (square + (1 - weight) * drive));
      mean = effective = after + weight * (held - after);
    }
    int fits = moves & !turns;
    turning[i] = moves & turns;
    amount[i] = fits ? (after > 1e-12f ? after : 0) : total;
    arg[i] = fits ? effective : arg[i];
    any |= turning[i];
  }
  return any;
}

static inline __attribute__((always_inline)) void followBlock(
    const Drug *d, float *restrict amount, float *restrict arg, const float *restrict expression,
    const float *restrict helds, const float *restrict frees, const int *restrict turning, int pumped, int bound,
    int response) {
  int lanes[BLOCK], count = 0;
  for (int i = 0; i < BLOCK; i++)
    if (turning[i]) lanes[count++] = i;
  int padded = (count + 15) & ~15;
  for (int k = count; k < padded; k++) lanes[k] = lanes[0];
  float begins[BLOCK], rests[BLOCK], zs[BLOCK], mosts[BLOCK], nows[BLOCK], targets[BLOCK], kds[BLOCK];
  const float km = d->km;
  for (int k = 0; k < padded; k++) {
    int i = lanes[k];
    float decay = rates[DECAY][i], held = helds[i];
    float target = bound ? rates[TARGET][i] * expression[i] : 0, kd = bound ? rates[KD][i] : 0;
    float lost = -lnOf(decay), scale = bound ? 1 / decay : decay < 1 ? lost / (1 - decay) : 1;
    float z = bound ? scale - 1 : lost, most = pumped ? rates[PUMPING][i] * expression[i] * scale : 0;
    float supply = d->outside * (rates[ENTRY][i] - rates[BLOCKED][i]) * scale;
    float s = supply - most - z * km, p = km * supply, r = sqrtf(s * s + 4 * z * p);
    float rest = (s >= 0 ? s + r : 2 * p) / (s >= 0 ? 2 * z : r - s);
    float begin = bound ? freePart(held, target, kd) : held;
    begins[k] = begin, rests[k] = rest, zs[k] = z, mosts[k] = most, targets[k] = target, kds[k] = kd;
    nows[k] = fmaxf(fminf(begin, rest), fminf(frees[i], fmaxf(begin, rest)));
  }
  for (int iteration = 0; (pumped || bound) && iteration < 6; iteration++) {
    float widest = 0;
    for (int k = 0; k < padded; k++) {
      float rest = rests[k], begin = begins[k], z = zs[k], kd = kds[k], hold = targets[k] * kd, now = nows[k];
      float beta = km + rest, drawn = mosts[k] * km / beta, m = z * beta + drawn;
      float kappa = z / m, own = drawn / m, away = begin - rest;
      float first = 1 + kappa * away, y = now - rest, change = begin - now, gone = change / away, share = y / away;
      float here = 1 + kappa * y, w = kappa * change / first;
      float time = beta * gone * (1 + gone * bend(gone, share)) + own * (change / first) * (1 + w * bend(w, here / first));
      float near = km + now, slow = near / here, curl = kappa / here - 1 / near;
      if (bound) {
        float star = kd + rest, ends = kd + begin, far = kd + now, x = gone / far, across = here * ends;
        float t = change / across, v = (1 - kappa * star) * t;
        float i1 = x / ends + x * x * bend(star * x, share * ends / far);
        float i2 = t / far - kappa * (t * t * bend(v, first * far / across));
        float holding = hold / (far * far), more = 1 + holding;
        time += hold * (beta * i1 + own * i2);
        slow *= more;
        curl += 2 * holding / (far * more);
      }
      float step = (m - time) / slow, folds = step / fmaxf(1 + 0.5f * step * (y * curl), 0.25f);
      float size = fabsf(folds), grown = size * (1 + size * (0.5f + size * (1 / 6.f))), factor = 1 + grown;
      float on = size > 0.5f ? rest + y / factor : now - y * (grown / factor);
      float next = folds > 0 ? on : now + y * grown;
      nows[k] = fmaxf(fminf(begin, rest), fminf(next, fmaxf(begin, rest)));
      widest = fmaxf(widest, size);
    }
    if (!(widest > 0.0625f)) break;
  }
  float totals[BLOCK], effective[BLOCK];
  for (int k = 0; k < padded; k++) {
    int i = lanes[k];
    float target = targets[k], kd = kds[k], rest = rests[k], held = helds[i];
    float now = pumped || bound ? nows[k] : frees[i];
    float total = now + target * now / (bound ? kd + now : 1), last = rest + target * (rest / (bound ? kd + rest : 1));
    if (!bound) {
      float z = zs[k], beta = km + rest, m = z * beta + mosts[k] * km / beta, kappa = z / m, away = held - rest;
      float change = held - now, first = 1 + kappa * away, part = change / first, w = kappa * part;
      float h = bend(w, (1 + kappa * (now - rest)) / first), area = beta * part * (1 + w * h) + part * (away - part * h);
      totals[k] = now > 1e-12f ? now : 0;
      effective[k] = change / away > 0.002f ? rest + area / m : now + 0.5f * change;
      continue;
    }
    float change = held - total, gone = fminf(fmaxf(change / (held - last), 0), 0.99999f), b = bend(gone, 1 - gone);
    float mean = total + change * (1 - b / (1 + gone * b));
    totals[k] = total > 1e-12f ? total : 0;
    float free = freePart(mean, target, kd), share = target / (kd + free);
    effective[k] = response == POISON ? free * share : fmaxf(fminf(rates[NEED][i], target) - kd * share, 0);
  }
  for (int k = 0; k < count; k++) amount[lanes[k]] = totals[k], arg[lanes[k]] = effective[k];
}
