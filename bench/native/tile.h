/* The exchange of one tile's cells with their surroundings, as plain loops over its columns. */
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { TILE = 1024, BLOCK = 64, DRUGS = 4, FIELDS = 8, NODES = 1024 };
enum { HILL = 0, INHIBITOR = 2, POISON = 3 };
enum { DECAY, ENTRY, BLOCKED, PUMPING, TARGET, KD, NEED, CURVE };
enum { FATE, DIVISION, FOUNDING, CHOICE };

typedef struct {
  uint16_t phenotype[TILE];
  uint32_t lineage[TILE];
  uint8_t expression[TILE], flags[TILE];
  float amount[][TILE];
} Tile;

typedef struct {
  int pumped, bound, response, lowestNode;
  float outside, km, kill, stasis, perNeed;
  float (*curves)[NODES][2]; /* per allele: intercept and slope */
  float envelope[NODES]; /* what no curve exceeds up to the end of a piece */
  float (*rates)[FIELDS]; /* per phenotype; CURVE holds the allele's number */
} Drug;

static int drugs, phenotypes, alleles;
static uint32_t key[2], step;
static float capacity, inheritance, levels[256];
static float (*divisionDeath)[2];
static Drug drug[DRUGS];

/* Columns of the tile under way, and the rates of the block under way: each thread has its own. */
#define OWN static _Thread_local _Alignas(64)
OWN float arguments[DRUGS][TILE], expressed[TILE], rates[FIELDS][BLOCK];

static inline void philox(uint32_t x[4], uint32_t k0, uint32_t k1) {
  for (int round = 0; round < 10; round++) {
    uint64_t p = 0xd2511f53ull * x[0], q = 0xcd9e8d57ull * x[2];
    x[0] = (uint32_t)(q >> 32) ^ x[1] ^ k0;
    x[2] = (uint32_t)(p >> 32) ^ x[3] ^ k1;
    x[1] = (uint32_t)q;
    x[3] = (uint32_t)p;
    k0 += 0x9e3779b9;
    k1 += 0xbb67ae85;
  }
}

/* Positive root of m C^2 - s C - p = 0 in the branch that does not cancel (Morrison 1969). */
static inline float positiveRoot(float s, float p, float m) {
  float r = sqrtf(s * s + 4 * m * p);
  return (s >= 0 ? s + r : 2 * p) / (s >= 0 ? 2 * m : r - s);
}

static inline float halley(float c, float supply, float hold, float kd, float pull, float km) {
  float a = kd + c, b = km + c, ab = a * b;
  float excess = (c - supply) * ab + c * (hold * b + pull * a);
  float held = hold * kd * (b * b), pumped = pull * km * (a * a);
  float gradient = ab * ab + held + pumped, bend = held * b + pumped * a;
  float curved = fmaxf(gradient * gradient + excess * bend, 1e-36f);
  return fmaxf(0, fminf(supply, c - excess * ab * (gradient / curved)));
}

/*
 * Free drug of one block where pump and target both hold on to it, from the lower bound `free`: passes as in the
 * kernel, those that few cells need only for blocks that have such a cell.
 */
static inline void refineBlock(
    float *restrict free, const float *restrict supply, const float *restrict hold,
    const float *restrict kd, const float *restrict pull, float km) {
  int beyond = 0, far = 0;
  for (int i = 0; i < BLOCK; i++) {
    int pumpFirst = pull[i] > 0 && km < kd[i];
    beyond |= supply[i] - (pumpFirst ? pull[i] : hold[i]) > (pumpFirst ? kd[i] : km);
  }
  if (beyond)
    for (int i = 0; i < BLOCK; i++) {
      int pumpFirst = pull[i] > 0 && km < kd[i];
      float other = pumpFirst ? kd[i] : km, rest = supply[i] - (pumpFirst ? pull[i] : hold[i]);
      float high = positiveRoot(rest - other - (pumpFirst ? hold[i] : pull[i]), other * fmaxf(rest, 0), 1);
      free[i] = rest > other ? fmaxf(free[i], high) : free[i];
    }
  for (int i = 0; i < BLOCK; i++) {
    int pumpFirst = pull[i] > 0 && km < kd[i];
    float near = pumpFirst ? km : kd[i], other = pumpFirst ? kd[i] : km;
    float nearPull = pumpFirst ? pull[i] : hold[i], otherPull = pumpFirst ? hold[i] : pull[i];
    float least = free[i], square = (other + least) * (other + least), m = square + otherPull * other;
    float g = fmaxf(supply[i] * square - otherPull * (least * least), 0);
    float start = fmaxf(least, positiveRoot(g - nearPull * square - m * near, near * g, m));
    free[i] = halley(start, supply[i], hold[i], kd[i], pull[i], km);
    far |= fabsf(free[i] - start) > free[i] * 0.0078125f;
  }
  if (far)
    for (int i = 0; i < BLOCK; i++) free[i] = halley(free[i], supply[i], hold[i], kd[i], pull[i], km);
}

#include "flow.h"
#include "boundFlow.h"

/* Exchange of one block. The flags are constants where this is inlined: each case is one plain loop. */
static inline __attribute__((always_inline)) void exchangeBlock(
    const Drug *d, float *restrict amount, float *restrict arg, const float *restrict expression,
    int pumped, int bound, int response) {
  const float outside = d->outside, km = d->km;
  float supplies[BLOCK], holds[BLOCK], pulls[BLOCK], frees[BLOCK], helds[BLOCK];
  int moving = 0;
  for (int i = 0; i < BLOCK; i++) {
    float supply = amount[i] * rates[DECAY][i] + outside * (rates[ENTRY][i] - rates[BLOCKED][i]);
    float pull = pumped ? rates[PUMPING][i] * expression[i] : 0;
    float free;
    if (!bound) {
      free = pumped ? positiveRoot(supply - km - pull, km * supply, 1) : supply;
    } else {
      float target = rates[TARGET][i] * expression[i], kd = rates[KD][i], hold = target * rates[DECAY][i];
      int pumpFirst = pull > 0 && km < kd;
      float near = pumpFirst ? km : kd, far = pumpFirst ? kd : km;
      float nearPull = pumpFirst ? pull : hold, farPull = pumpFirst ? hold : pull;
      float slope = far + farPull;
      free = positiveRoot(far * (supply - nearPull) - slope * near, far * near * supply, slope);
      supplies[i] = supply;
      holds[i] = hold;
      pulls[i] = pull;
    }
    frees[i] = free;
  }
  if (pumped && bound) refineBlock(frees, supplies, holds, rates[KD], pulls, km);
  for (int i = 0; i < BLOCK; i++) {
    float free = frees[i], total = free;
    if (bound) {
      float target = rates[TARGET][i] * expression[i], kd = rates[KD][i];
      float held = target / (kd + free), taken = free * held;
      total = free + taken;
      arg[i] = response == POISON ? taken : fmaxf(fminf(rates[NEED][i], target) - kd * held, 0);
    }
    helds[i] = amount[i];
    amount[i] = total > 1e-12f ? total : 0;
    if (bound) moving |= isBoundMoving(helds[i], amount[i]);
    else if (pumped) moving |= isMoving(helds[i], amount[i]);
  }
  if (!moving) return;
  if (bound) {
    moveBound(d, amount, arg, expression, helds, frees, supplies, pumped, response);
    return;
  }
  float fits[BLOCK];
  int lanes[BLOCK], turning = fitBlock(d, amount, expression, helds, fits, lanes);
  if (turning) followBlock(d, amount, expression, helds, fits, lanes, turning);
}

static void exchangeCase(const Drug *d, float *amount, float *arg, const float *expression) {
#define CASE(pumped_, bound_, response_)                                             \
  if (d->pumped == pumped_ && d->bound == bound_ && (!bound_ || d->response == response_)) \
    exchangeBlock(d, amount, arg, expression, pumped_, bound_, response_);
  CASE(0, 0, HILL)
  CASE(1, 0, HILL)
  CASE(0, 1, INHIBITOR)
  CASE(1, 1, INHIBITOR)
  CASE(0, 1, POISON)
  CASE(1, 1, POISON)
}

typedef float Row __attribute__((vector_size(32)));

/* Rates of a block of cells as columns: eight rows at a time are transposed in registers. */
static void gatherRates(const Drug *d, const uint16_t *restrict ids) {
  for (int i = 0; i < BLOCK; i += 8) {
    Row a[8], b[8];
    for (int k = 0; k < 8; k++) memcpy(&a[k], d->rates[ids[i + k]], sizeof(Row));
    for (int k = 0; k < 8; k += 2) {
      b[k] = __builtin_shufflevector(a[k], a[k + 1], 0, 8, 2, 10, 4, 12, 6, 14);
      b[k + 1] = __builtin_shufflevector(a[k], a[k + 1], 1, 9, 3, 11, 5, 13, 7, 15);
    }
    for (int k = 0; k < 8; k += 4)
      for (int j = 0; j < 2; j++) {
        a[k + j] = __builtin_shufflevector(b[k + j], b[k + j + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        a[k + j + 2] = __builtin_shufflevector(b[k + j], b[k + j + 2], 2, 3, 10, 11, 6, 7, 14, 15);
      }
    for (int k = 0; k < 4; k++) {
      Row low = __builtin_shufflevector(a[k], a[k + 4], 0, 1, 2, 3, 8, 9, 10, 11);
      Row high = __builtin_shufflevector(a[k], a[k + 4], 4, 5, 6, 7, 12, 13, 14, 15);
      memcpy(&rates[k][i], &low, sizeof low);
      memcpy(&rates[k + 4][i], &high, sizeof high);
    }
  }
}

static inline int allEqual(const uint16_t *restrict ids, int count) {
  uint16_t differing = 0;
  for (int i = 0; i < count; i++) differing |= ids[i] ^ ids[0];
  return !differing;
}

/* Amounts of one drug, and the arguments of its effect where they are not the amounts themselves, of whole blocks. */
static void treatAll(
    const Drug *d, const uint16_t *phenotypeColumn, float *amount, float *arg, const float *expression, int padded) {
  int held = -1;
  for (int i = 0; i < padded; i += BLOCK) {
    const uint16_t *ids = phenotypeColumn + i;
    if (!allEqual(ids, BLOCK)) {
      gatherRates(d, ids);
      held = -1;
    } else if (held != ids[0]) {
      held = ids[0];
      for (int f = 0; f < FIELDS; f++)
        for (int j = 0; j < BLOCK; j++) rates[f][j] = d->rates[held][f];
    }
    exchangeCase(d, amount + i, arg + i, expression + i);
  }
}

#include "kinds.h"

static inline const float *argumentsOf(const Tile *tile, int index) {
  return drug[index].bound ? arguments[index] : tile->amount[index];
}
