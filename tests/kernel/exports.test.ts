/**
 * The interfaces of a kernel's exports against what its compiler writes beside each build. They are not taken from there:
 * that is of exports behind the compiler's own glue, where addresses are unsigned and flags are booleans, and it would
 * have to travel with the library's types.
 */
import { readFileSync } from 'node:fs';
import { expect, expectTypeOf, test } from 'vitest';
import type { instantiate as instantiateSimd } from '../../build/kernel.simd';
import type { instantiate as instantiateWhole } from '../../build/kernel.whole';
import type { KernelExports, WholeExports } from '../../src/kernel/instantiate';

/** Without the glue: a flag is a number. */
type Raw<Emitted> = {
  [Name in keyof Emitted]: Emitted[Name] extends (...given: infer Given) => infer Value
    ? (...given: Given) => Value extends boolean ? number : Value
    : Emitted[Name];
};
type Simd = Raw<Awaited<ReturnType<typeof instantiateSimd>>>;
type Whole = Raw<Awaited<ReturnType<typeof instantiateWhole>>>;

test('every function is there, with the arguments and the value that the kernel gives it', () => {
  expectTypeOf<Pick<Simd, keyof KernelExports>>().toEqualTypeOf<KernelExports>();
  expectTypeOf<Pick<Whole, keyof WholeExports>>().toEqualTypeOf<WholeExports>();
  expectTypeOf<Exclude<keyof Whole, keyof WholeExports>>().toEqualTypeOf<'headerAddress' | 'memory'>();
});

test.for(['simd', 'whole'])('%s exports what its types say', async (build) => {
  const module = await WebAssembly.compile(readFileSync(`build/kernel.${build}.wasm`));
  const types = readFileSync(`build/kernel.${build}.d.ts`, 'utf8');
  const named = [...types.matchAll(/export (?:function|const) (\w+)[:(]/g)].map(([, name]) => name);
  const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
  expect(exported.sort()).toEqual(named.sort());
});
