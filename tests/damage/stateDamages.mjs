/** Ways to damage what the kernel keeps beside its cells: books, the order of threads, hash and checkpoint. */
const CELLS = ['tests/parity/parity.test.ts'];
const TISSUE = ['tests/parity/tissue.test.ts'];

export const stateDamages = [
  {
    name: 'what other threads counted not added',
    file: 'assembly/run/step.ts',
    find: 'thread < header(THREADS); ++thread) {\n    const room = roomOf(thread);\n    const refused',
    replace: 'thread < 1; ++thread) {\n    const room = roomOf(thread);\n    const refused',
    theory: [],
    oracle: ['tests/parity/threads.test.ts'],
  },
  {
    name: 'one thread not waited for',
    file: 'assembly/threads/threads.ts',
    find: 'if (atomic.load<u32>(ARRIVED) >= header(THREADS) - 1) return;',
    replace: 'if (atomic.load<u32>(ARRIVED) + 1 >= header(THREADS) - 1) return;',
    theory: [],
    oracle: ['tests/parity/threads.test.ts'],
  },
  {
    name: 'pending alterations entered from the last tile on',
    file: 'assembly/genome/drafts.ts',
    find: 'const entry = tileEntry(t);\n    const count = load<u32>(entry, ENTRY_DRAFTS);',
    replace: 'const entry = tileEntry(tiles - 1 - t);\n    const count = load<u32>(entry, ENTRY_DRAFTS);',
    theory: [],
    oracle: CELLS,
  },
  {
    name: 'pending alterations of a tissue entered from the last tile on',
    file: 'assembly/tissue/alter.ts',
    find: 'const entry = tileEntry(index);\n    if (load<u32>(entry, ENTRY_WAITING) == 0) continue;',
    replace:
      'const entry = tileEntry(tiles - 1 - index);\n    if (load<u32>(entry, ENTRY_WAITING) == 0) continue;',
    theory: [],
    oracle: TISSUE,
  },
  {
    name: 'counters not restored',
    file: 'assembly/state/pack.ts',
    find: 'memory.copy(HEADER + BIRTHS, from + 64, COUNTER_BYTES);',
    replace: '',
    theory: [],
    oracle: ['tests/kernel/checkpoint.test.ts'],
  },
  {
    name: 'blood not restored',
    file: 'assembly/state/pack.ts',
    find: 'memory.copy(HEADER + BLOOD, from + 120, BLOOD_BYTES);',
    replace: '',
    theory: [],
    oracle: ['tests/kernel/checkpoint.test.ts'],
  },
  {
    name: 'a hash that leaves out the flags',
    file: 'assembly/state/hash.ts',
    find: '((<u64>(load<u8>(tile + i, FLAGS_COLUMN) & Flag.state)) << 56)',
    replace: '0',
    theory: [],
    oracle: ['tests/kernel/population.test.ts', ...TISSUE],
  },
];
