import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { completeScenario, parseScenario } from '../../src/scenario/schema';
import { pack, unpack } from '../../src/ui/state/packed';

const packed = (bytes: Uint8Array) => deflateRawSync(bytes).toString('base64url');

describe('a link that packs a scenario', () => {
  it('comes back as it was, one with a large picture too', async () => {
    const image = `P1 800 800 ${Array.from({ length: 640_000 }, (_, i) => ((i * 7919) % 5) & 1).join('')}`;
    const scenario = completeScenario({ title: 'Own', tumour: { tissue: { vessels: { image } } } });
    expect(parseScenario(await unpack(await pack(JSON.stringify(scenario))))).toEqual(scenario);
  });

  it('stops at 8 MB, however far it inflates', async () => {
    const bomb = packed(Buffer.alloc(300 * 2 ** 20, ' '));
    expect(bomb.length).toBeLessThan(500_000);
    const before = process.memoryUsage().arrayBuffers;
    await expect(unpack(bomb)).rejects.toThrow(/^scenario: the link holds more than 8 MB\.$/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 2 ** 20);
  });

  it.each(['!', 'AAAA', packed(Buffer.from('{}')).slice(0, -2), ''])(
    '%j is refused in one sentence',
    async (link) => {
      await expect(unpack(link)).rejects.toThrow(/^scenario: [^\n]*\.$/);
    },
  );
});
