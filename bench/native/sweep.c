/*
 * The kernel's step in C, as fast as a compiler makes it: the yardstick for the WebAssembly builds.
 *
 * The same work on the same layout: tiles of 1,024 sites in columns, Philox4x32-10, implicit exchange with
 * pump and tight binding (assembly/cells/drug.ts), the flow where amounts move (flow.ts, boundFlow.ts), candidates by geometric
 * gaps (chance.ts), response curves by table (response.ts) and first events (fate.ts) for candidates only, births and
 * deaths carried out one by one (events.ts). Left out, because the benchmark never meets them: carriers, alterations,
 * the closing up of half-empty tiles. Numbers need not agree bit for bit, so -ffast-math is allowed.
 *
 * Argument: the number of threads. Standard input: the case, as numbers (bench/native.ts writes them), then any number of step counts. Each
 * count is run and answered by one line of JSON.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "crew.h"
#include "tile.h"
#include "fate.h"

typedef struct {
  uint32_t lineage;
  uint16_t phenotype;
  uint8_t expression;
  float amount[DRUGS];
} Daughter;

static Tile **tiles;
static int *counts, tileCount, tileCapacity;
static long cells, births, deaths;

/* What one thread counts and keeps until all have met. */
typedef struct {
  _Alignas(64) Daughter *waiting;
  long waitingCount, waitingCapacity, births, deaths;
} Own;
static Own owns[MOST_THREADS];

static uint8_t inherited(uint8_t level, uint32_t word) {
  return (word >> 8) * 0x1p-24f < inheritance ? level : (uint8_t)word;
}

static void copyCell(const Tile *from, int i, Tile *to, int j) {
  to->phenotype[j] = from->phenotype[i];
  to->lineage[j] = from->lineage[i];
  to->expression[j] = from->expression[i];
  to->flags[j] = from->flags[i];
  for (int d = 0; d < drugs; d++) to->amount[d][j] = from->amount[d][i];
}

static void nurse(Own *own, const Tile *tile, int site, uint8_t level) {
  if (own->waitingCount == own->waitingCapacity) {
    own->waitingCapacity = own->waitingCapacity ? 2 * own->waitingCapacity : 1024;
    own->waiting = realloc(own->waiting, (size_t)own->waitingCapacity * sizeof *own->waiting);
  }
  Daughter *daughter = &own->waiting[own->waitingCount++];
  *daughter = (Daughter){tile->lineage[site], tile->phenotype[site], level, {0}};
  for (int d = 0; d < drugs; d++) daughter->amount[d] = tile->amount[d][site];
}

/* Cells of a brood carry what may differ among them: one genotype, so their expression alone. */
enum { BROOD = 64 };

/*
 * The brood of a cell that divides, to the step's end; see assembly/mixed/brood.ts. Leaves the expression of the living, returns
 * how many they are.
 */
static int raiseBrood(Own *own, uint32_t index, int e, uint8_t level, uint8_t brood[BROOD]) {
  const uint32_t k0 = key[0], k1 = key[1];
  double b = divisionOf[e], d = deathOf[e], left = 1 + log(1 - restOf[e] * (b + d) / b) / (b + d);
  int living = 1, who = 0, divides = 1;
  brood[0] = level;
  for (uint32_t event = 0; living > 0; event++) {
    uint32_t x[4] = {step, index, DIVISION, event}, y[4] = {step, index, CHOICE, event + 1};
    philox(x, k0, k1);
    if (!divides) {
      own->deaths++;
      brood[who] = brood[--living];
    } else if (living < BROOD) {
      own->births++;
      brood[living++] = inherited(brood[who], x[2]);
      brood[who] = inherited(brood[who], x[3]);
    }
    double total = living * (b + d), wait = -log(((double)x[0] + 0.5) * 0x1p-32) / total;
    if (!(wait < left)) break;
    left -= wait;
    philox(y, k0, k1);
    double point = ((double)y[0] + 0.5) * 0x1p-32 * living;
    who = (int)point;
    divides = (point - who) * (b + d) >= d;
  }
  return living;
}

/* Daughters take the sites of the dead, then the free end, then wait; holes left are closed from the end. */
static int carryOut(Own *own, Tile *tile, int count, uint32_t firstSite) {
  int filled = 0;
  static _Thread_local _Alignas(64) uint32_t drawn[4][TILE];
  const uint32_t now = step, k0 = key[0], k1 = key[1];
  for (int e = 0; e < divided; e++) {
    uint32_t x[4] = {now, firstSite + dividing[e], DIVISION, 0};
    philox(x, k0, k1);
    for (int w = 0; w < 4; w++) drawn[w][e] = x[w];
  }
  own->deaths += dead;
  for (int e = 0; e < divided; e++) {
    int site = dividing[e], living = 2;
    uint8_t level = tile->expression[site], brood[BROOD];
    double b = divisionOf[e], s = b + deathOf[e], left = b - restOf[e] * s;
    if (((double)drawn[0][e] + 0.5) * 0x1p-32 * left * left <= (1 - 2 * s) * b * b) {
      brood[0] = inherited(level, drawn[3][e]);
      brood[1] = inherited(level, drawn[2][e]);
      own->births++;
    } else {
      living = raiseBrood(own, firstSite + (uint32_t)site, e, level, brood);
    }
    if (living == 0) {
      int at = dead++;
      for (; at > filled && dying[at - 1] > site; at--) dying[at] = dying[at - 1];
      dying[at] = (uint16_t)site;
      continue;
    }
    for (int k = 1; k < living; k++) {
      int home = filled < dead ? dying[filled++] : count < TILE ? count++ : -1;
      if (home < 0) {
        nurse(own, tile, site, brood[k]);
      } else {
        copyCell(tile, site, tile, home);
        tile->expression[home] = brood[k];
      }
    }
    tile->expression[site] = brood[0];
  }
  while (dead > filled) {
    int hole = dying[--dead];
    if (hole != --count) copyCell(tile, count, tile, hole);
  }
  return count;
}

static void appendTile(void) {
  if (tileCount == tileCapacity) {
    tileCapacity = tileCapacity ? 2 * tileCapacity : 1024;
    tiles = realloc(tiles, (size_t)tileCapacity * sizeof *tiles);
    counts = realloc(counts, (size_t)tileCapacity * sizeof *counts);
  }
  size_t bytes = sizeof(Tile) + sizeof(float[TILE]) * (size_t)drugs;
  tiles[tileCount] = aligned_alloc(64, bytes);
  memset(tiles[tileCount], 0, bytes);
  counts[tileCount++] = 0;
}

static void place(const Daughter *daughter) {
  if (tileCount == 0 || counts[tileCount - 1] == TILE) appendTile();
  Tile *tile = tiles[tileCount - 1];
  int site = counts[tileCount - 1]++;
  tile->phenotype[site] = daughter->phenotype;
  tile->lineage[site] = daughter->lineage;
  tile->expression[site] = daughter->expression;
  for (int d = 0; d < drugs; d++) tile->amount[d][site] = daughter->amount[d];
}

static float crowd;

static void stepTiles(int thread) {
  for (int t; (t = takeTile()) < tileCount;) {
    Tile *tile = tiles[t];
    int padded = (counts[t] + BLOCK - 1) / BLOCK * BLOCK;
    for (int i = 0; i < padded && drugs; i++) expressed[i] = levels[tile->expression[i]];
    for (int d = 0; d < drugs; d++) treat(tile, &drug[d], d, counts[t]);
    float bound = boundOf(tile, counts[t], crowd);
    drawFates(tile, drawCandidates(counts[t], (uint32_t)t, bound), bound, crowd);
    counts[t] = carryOut(&owns[thread], tile, counts[t], (uint32_t)t * TILE);
  }
}

static void oneStep(void) {
  crowd = fmaxf(1 - cells / capacity, 0);
  together(stepTiles);
  for (int t = 0; t < threads; t++) {
    Own *own = &owns[t];
    for (long i = 0; i < own->waitingCount; i++) place(&own->waiting[i]);
    cells += own->births - own->deaths;
    births += own->births;
    deaths += own->deaths;
    own->waitingCount = own->births = own->deaths = 0;
  }
  step++;
}

static double number(void) {
  double value;
  if (scanf("%lf", &value) != 1) exit(2);
  return value;
}

static void readCase(void) {
  long founders = (long)number();
  drugs = (int)number(), phenotypes = (int)number(), alleles = (int)number(), key[0] = (uint32_t)number();
  capacity = (float)number(), inheritance = (float)number();
  for (int i = 0; i < 256; i++) levels[i] = (float)number();
  for (int d = 0; d < drugs; d++) {
    Drug *own = &drug[d];
    own->pumped = (int)number(), own->bound = (int)number(), own->response = (int)number();
    own->lowestNode = (int)number(), own->outside = (float)number(), own->km = (float)number();
    own->kill = (float)number(), own->stasis = (float)number(), own->perNeed = (float)number();
    own->curves = calloc((size_t)alleles, sizeof *own->curves);
    own->rates = aligned_alloc(64, ((size_t)phenotypes * sizeof *own->rates + 63) & ~(size_t)63);
    for (int a = 0; a < alleles; a++) {
      double half = number(), hill = number(), x0 = 0, y0 = 0;
      for (int n = 0; n < NODES && own->response != INHIBITOR; n++) {
        uint32_t bits = (uint32_t)(own->lowestNode + n + 1) << 18;
        float edge;
        memcpy(&edge, &bits, 4);
        double power = pow(edge / half, hill), y1 = power / (1 + power), slope = (y1 - y0) / (edge - x0);
        own->curves[a][n][0] = (float)(y0 - slope * x0);
        own->curves[a][n][1] = (float)slope;
        own->envelope[n] = fmaxf(own->envelope[n], (float)y1);
        x0 = edge, y0 = y1;
      }
    }
  }
  divisionDeath = malloc((size_t)phenotypes * sizeof *divisionDeath);
  for (int p = 0; p < phenotypes; p++) {
    divisionDeath[p][0] = (float)number(), divisionDeath[p][1] = (float)number();
    highestDivision = fmaxf(highestDivision, divisionDeath[p][0]);
    highestDeath = fmaxf(highestDeath, divisionDeath[p][1]);
    for (int d = 0; d < drugs; d++)
      for (int f = 0; f < FIELDS; f++) drug[d].rates[p][f] = (float)number();
  }
  for (long i = 0; i < founders; i++) {
    uint32_t x[4] = {0, (uint32_t)i, FOUNDING, 0};
    philox(x, key[0], key[1]);
    uint16_t phenotype = (uint16_t)(((uint64_t)x[1] * (uint64_t)phenotypes) >> 32);
    place(&(Daughter){phenotype, phenotype, (uint8_t)x[0], {0}});
  }
  cells = founders;
}

static void answer(double nanoseconds, double cellSteps, long events) {
  double bytes = (double)tileCount * (double)(sizeof(Tile) + sizeof(float[TILE]) * (size_t)drugs);
  printf("{\"nanoseconds\":%.0f,\"cellSteps\":%.0f,\"events\":%ld,", nanoseconds, cellSteps, events);
  printf("\"cells\":%ld,\"bytes\":%.0f,\"meanAmount\":[", cells, bytes);
  for (int d = 0; d < drugs; d++) {
    double sum = 0;
    for (int t = 0; t < tileCount; t++)
      for (int i = 0; i < counts[t]; i++) sum += (double)tiles[t]->amount[d][i];
    printf("%s%.9g", d ? "," : "", sum / (double)cells);
  }
  printf("]}\n");
  fflush(stdout);
}

int main(int count, char **arguments) {
  if (count > 1) threads = atoi(arguments[1]);
  if (threads < 1 || threads > MOST_THREADS) return 2;
  readCase();
  gatherCrew();
  for (long steps; scanf("%ld", &steps) == 1;) {
    struct timespec begun, ended;
    double cellSteps = 0;
    long before = births + deaths;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    for (long s = 0; s < steps; s++) {
      cellSteps += (double)cells;
      oneStep();
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    double seconds = (double)(ended.tv_sec - begun.tv_sec);
    answer(seconds * 1e9 + (double)(ended.tv_nsec - begun.tv_nsec), cellSteps, births + deaths - before);
  }
  return 0;
}
