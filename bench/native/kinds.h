/*
 * Exchange paid for once by cells of one phenotype, expression and amount; see assembly/cells/kinds.ts. Each thread keeps what
 * the step has made of one amount per kind; cells that hold another go through the exchange side by side. Of a drug that nothing
 * binds only where levels change, which they do not here.
 */
enum { SLOTS = 16384, STEP_MASK = (1 << 22) - 1, PAUSE = 256, PATIENCE = 4 };

typedef struct {
  uint32_t held, came, argument, tag;
} Slot;

typedef struct {
  uint32_t step, cells, missed, bad, again;
} Went;

OWN Slot slots[DRUGS][SLOTS];
OWN Went went[DRUGS];
OWN float apartAmount[TILE], apartArgument[TILE], apartExpressed[TILE];
OWN uint16_t apartPhenotype[TILE], apartSite[TILE];
OWN uint32_t apartKind[TILE];

static inline uint32_t bitsOf(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  return bits;
}

static inline float ofBits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, 4);
  return value;
}

static int pays(Went *own) {
  if (own->step != step) {
    uint32_t bad = own->missed > own->cells / 4 + own->cells / 8 ? own->bad + 1 : 0;
    if (bad == PATIENCE) own->again = step + PAUSE;
    *own = (Went){step, 0, 0, bad == PATIENCE ? 0 : bad, own->again};
  }
  return own->again <= step;
}

/* Amounts of one drug, and the arguments of its effect where they are not the amounts themselves. */
static void treat(Tile *tile, const Drug *d, int index, int count) {
  int padded = (count + BLOCK - 1) / BLOCK * BLOCK, apart = 0;
  float *restrict amount = tile->amount[index], *restrict arg = arguments[index];
  if (!d->bound || !pays(&went[index])) {
    treatAll(d, tile->phenotype, amount, arg, expressed, padded);
    return;
  }
  Slot *own = slots[index];
  const uint32_t now = (step + 1) & STEP_MASK;
  for (int i = 0; i < count; i++) {
    uint32_t kind = (uint32_t)tile->phenotype[i] << 8 | tile->expression[i], held = bitsOf(amount[i]);
    const Slot *slot = &own[kind & (SLOTS - 1)];
    if (slot->held == held && slot->tag == (kind >> 14 << 22 | now)) {
      amount[i] = ofBits(slot->came);
      arg[i] = ofBits(slot->argument);
    } else {
      apartSite[apart] = (uint16_t)i;
      apartKind[apart] = kind;
      apartPhenotype[apart] = tile->phenotype[i];
      apartExpressed[apart] = expressed[i];
      apartAmount[apart++] = amount[i];
    }
  }
  went[index].cells += (uint32_t)count;
  went[index].missed += (uint32_t)apart;
  int rounded = (apart + BLOCK - 1) / BLOCK * BLOCK;
  for (int i = apart; i < rounded; i++) {
    apartPhenotype[i] = apartPhenotype[0];
    apartExpressed[i] = apartAmount[i] = 0;
  }
  treatAll(d, apartPhenotype, apartAmount, apartArgument, apartExpressed, rounded);
  for (int i = 0; i < apart; i++) {
    int site = apartSite[i];
    uint32_t kind = apartKind[i], held = bitsOf(amount[site]), tag = kind >> 14 << 22 | now;
    Slot *slot = &own[kind & (SLOTS - 1)];
    amount[site] = apartAmount[i];
    arg[site] = apartArgument[i];
    if ((slot->tag & STEP_MASK) == now || (slot->tag == tag - 1 && slot->came != held)) continue;
    *slot = (Slot){held, bitsOf(apartAmount[i]), bitsOf(apartArgument[i]), tag};
  }
}
