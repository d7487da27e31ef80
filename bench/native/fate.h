/*
 * Which cells of a tile may have an event, and which have one; see assembly/cells/chance.ts and fate.ts. Gaps between
 * candidates are geometric under a bound on all rates; effects and chances are worked out for candidates only.
 */
enum { ROOM = TILE + 64, LANES = 16 };

OWN float waits[ROOM], division[ROOM], death[ROOM], dies[ROOM], eventful[ROOM];
OWN uint32_t decisions[ROOM], words[ROOM];
OWN int32_t sites[ROOM];
OWN uint16_t dying[ROOM], dividing[ROOM];
OWN float restOf[ROOM], divisionOf[ROOM], deathOf[ROOM];
static _Thread_local int dead, divided;

static float highestDivision, highestDeath;

/* Exponential numbers of mean 1 and as many words: two of each from one Philox block. */
static void fillWaits(int blocks, uint32_t first) {
  const uint32_t s = step, k0 = key[0], k1 = key[1];
  static _Thread_local _Alignas(64) uint32_t gaps[ROOM];
  for (int b = 0; b < blocks; b++) {
    uint32_t x[4] = {s, first + (uint32_t)b, FATE, 0};
    philox(x, k0, k1);
    gaps[b] = x[0];
    gaps[blocks + b] = x[1];
    decisions[b] = x[2];
    decisions[blocks + b] = x[3];
  }
  for (int i = 0; i < 2 * blocks; i++) {
    float unit = (float)gaps[i] + 0.5f, mantissa;
    uint32_t bits;
    memcpy(&bits, &unit, 4);
    uint32_t above = (bits & 0x7fffff) >= 0x3504f3; /* sqrt(2) */
    int exponent = (int)(32 + 127 - above) - (int)(bits >> 23);
    bits = (bits & 0x7fffff) | (127 - above) << 23;
    memcpy(&mantissa, &bits, 4);
    float t = (mantissa - 1) / (mantissa + 1), z = t * t;
    float series = 1 + z * (1 / 3.f + z * (1 / 5.f + z * (1 / 7.f + z * (1 / 9.f))));
    waits[i] = fmaxf((float)exponent * 0.69314718f - 2 * t * series, 0);
  }
}

static int nodeOf(float x, int lowest) {
  int bits;
  memcpy(&bits, &x, 4);
  int node = (bits >> 18) - lowest;
  return node < 0 ? 0 : node > NODES - 1 ? NODES - 1 : node;
}

/* No cell of the tile has more events per step than this. */
static float boundOf(const Tile *tile, int count, float crowd) {
  float bound = highestDeath;
  for (int d = 0; d < drugs; d++) {
    const Drug *own = &drug[d];
    const float *column = argumentsOf(tile, d);
    float most = 0;
    for (int i = 0; i < count; i++) most = fmaxf(most, column[i]);
    float effect = own->response == INHIBITOR ? most * own->perNeed : own->envelope[nodeOf(most, own->lowestNode)];
    bound += own->kill * (most > 0 ? effect : 0);
  }
  return fminf(highestDivision * crowd, 8) + fminf(bound, 8);
}

/* Leaves sites and words of the candidates; returns how many. */
static int drawCandidates(int count, uint32_t index, float bound) {
  int candidates = 0, filled = 0, drawn = 0;
  uint32_t block = index << 9;
  const float gap = 1 / bound;
  for (int site = 0; site < count && bound > 0;) {
    if (drawn == filled) {
      float left = (float)(count - site), wanted = fminf(left, 1.125f * left / gap + 2);
      int blocks = ((int)wanted + LANES - 1) / LANES * (LANES / 2);
      fillWaits(blocks, block);
      block += (uint32_t)blocks;
      filled = 2 * blocks;
      drawn = 0;
    }
    float skipped = waits[drawn] * gap;
    if (!(skipped < (float)(count - site))) break;
    site += (int)skipped;
    sites[candidates] = site++;
    words[candidates++] = decisions[drawn++];
  }
  return candidates;
}

static void addEffect(const Tile *tile, int d, int padded) {
  const Drug *own = &drug[d];
  const float *column = argumentsOf(tile, d), kill = own->kill, stasis = own->stasis, perNeed = own->perNeed;
  const float (*restrict pieces)[2] = (const float (*)[2])own->curves;
  const int lowest = own->lowestNode, response = own->response;
  for (int i = 0; i < padded; i++) {
    float x = column[sites[i]], effect;
    if (response == INHIBITOR) {
      effect = x * perNeed;
    } else {
      int curve = (int)own->rates[tile->phenotype[sites[i]]][CURVE];
      const float *piece = pieces[nodeOf(x, lowest) + curve * NODES];
      effect = piece[0] + piece[1] * x;
    }
    death[i] += kill * effect;
    division[i] *= 1 - stasis * effect;
  }
}

/* Lists the sites that die and those that divide, with the rest of their number and their rates. */
static void drawFates(const Tile *tile, int candidates, float bound, float crowd) {
  const float perBit = -expm1f(-bound) * 0x1p-32f;
  const int padded = (candidates + LANES - 1) / LANES * LANES;
  for (int i = candidates; i < padded; i++) sites[i] = 0;
  for (int i = 0; i < candidates; i++) {
    /* Columns that the sweep does not read: fetched together, not one after another. */
    __builtin_prefetch(&tile->lineage[sites[i]]);
    __builtin_prefetch(&tile->flags[sites[i]]);
  }
  for (int i = 0; i < padded; i++) {
    const float *rate = divisionDeath[tile->phenotype[sites[i]]];
    division[i] = rate[0] * crowd;
    death[i] = rate[1];
  }
  for (int d = 0; d < drugs; d++) addEffect(tile, d, padded);
  for (int i = 0; i < padded; i++) {
    float b = fminf(division[i], 8), d = fminf(death[i], 8);
    float s = b + d, quarter = s * 0.25f, y = quarter * quarter;
    float numerator = 945 + y * (105 + y), denominator = 945 + y * (420 + 15 * y);
    float half = numerator / (denominator + numerator * quarter), q = half * (1 - quarter * half);
    division[i] = b;
    death[i] = d;
    dies[i] = d * q;
    eventful[i] = s * q;
  }
  dead = divided = 0;
  for (int i = 0; i < candidates; i++) {
    float draw = (float)words[i] * perBit;
    if (draw < dies[i]) {
      dying[dead++] = (uint16_t)sites[i];
    } else if (draw < eventful[i]) {
      restOf[divided] = draw - dies[i];
      divisionOf[divided] = division[i];
      deathOf[divided] = death[i];
      dividing[divided++] = (uint16_t)sites[i];
    }
  }
}
