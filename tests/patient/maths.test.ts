import { readFileSync } from 'node:fs';
import { main } from 'assemblyscript/asc';
import { beforeAll, describe, expect, test } from 'vitest';
import * as plain from '../../assembly/numerics/maths';
import { exactPow } from '../../assembly/numerics/power';

const maths = { ...plain, exactPow };

/** A plain generator, so that every run tests the same points. */
function points(count: number, draw: (unit: () => number) => number): number[] {
  let state = 12345;
  const unit = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Array.from({ length: count }, () => draw(unit));
}

const exponents = points(5000, (unit) => -745 + 1454 * unit());
const positives = points(5000, (unit) => 10 ** (-300 + 600 * unit()));
const bases = points(5000, (unit) => 10 ** (-6 + 12 * unit()));
const powers = points(5000, (unit) => -16 + 32 * unit());
const small = points(5000, (unit) => (unit() - 0.5) * 10 ** (-9 + 10 * unit()));
const shares = points(5000, (unit) => unit() * 10 ** (-12 * unit()));

const relative = (got: number, wanted: number) =>
  got === wanted ? 0 : Math.abs(got - wanted) / Math.max(Math.abs(wanted), 1e-300);

describe('against the engine, which is right to about one unit in the last place', () => {
  test.each([
    ['exactExp', exponents, (x: number) => relative(maths.exactExp(x), Math.exp(x))],
    ['exactLn', positives, (x: number) => relative(maths.exactLn(x), Math.log(x))],
    ['exactExpm1', small, (x: number) => relative(maths.exactExpm1(x), Math.expm1(x))],
  ])('%s', (_, xs, error) => {
    expect(Math.max(...xs.map(error))).toBeLessThan(1e-15);
  });

  test('exactPow keeps its precision at large exponents', () => {
    const errors = bases.map((base, i) => relative(exactPow(base, powers[i]!), base ** powers[i]!));
    expect(Math.max(...errors)).toBeLessThan(1e-15);
    expect(relative(exactPow(10, 308), 1e308)).toBeLessThan(1e-15);
    expect(relative(exactPow(1.0001, 5e6), 1.0001 ** 5e6)).toBeLessThan(2e-15);
  });

  test('normalQuantile inverts the published table', () => {
    // Wichura (1988), the check values of AS 241.
    expect(relative(maths.normalQuantile(0.25), -0.6744897501960817)).toBeLessThan(1e-15);
    expect(relative(maths.normalQuantile(0.001), -3.090232306167814)).toBeLessThan(1e-15);
    expect(relative(maths.normalQuantile(1e-20), -9.262340089798408)).toBeLessThan(1e-15);
    expect(maths.normalQuantile(0.5)).toBe(0);
  });
});

test('edges', () => {
  expect(maths.exactExp(0)).toBe(1);
  expect(maths.exactExp(710)).toBe(Infinity);
  expect(maths.exactExp(-746)).toBe(0);
  expect(maths.exactExp(-740)).toBe(Math.exp(-740));
  expect(maths.exactLn(1)).toBe(0);
  expect(maths.exactLn(0)).toBe(-Infinity);
  expect(maths.exactLn(-1)).toBeNaN();
  expect(maths.exactLn(5e-324)).toBeCloseTo(-744.4400719213812, 12);
  expect(exactPow(0, 2)).toBe(0);
  expect(exactPow(0, -2)).toBe(Infinity);
  expect(exactPow(3, 0)).toBe(1);
  expect(exactPow(2, 10)).toBe(1024);
  expect(exactPow(0.5, 1e30)).toBe(0);
  expect(maths.normalQuantile(1)).toBe(Infinity);
});

describe('compiled by AssemblyScript', () => {
  let compiled: typeof maths;

  beforeAll(async () => {
    const source = (name: string) =>
      readFileSync(new URL(`../../assembly/numerics/${name}`, import.meta.url), 'utf8');
    let binary = new Uint8Array();
    const entries = ['maths.ts', 'power.ts'];
    const { error } = await main([...entries, '--runtime', 'stub', '-O3', '--outFile', 'maths.wasm'], {
      readFile: (name: string) => (entries.includes(name) ? source(name) : null),
      writeFile: (name: string, contents: string | Uint8Array) => {
        if (name === 'maths.wasm' && typeof contents !== 'string') binary = contents.slice();
      },
      listFiles: () => [],
    });
    if (error) throw error;
    const { instance } = await WebAssembly.instantiate(binary);
    compiled = instance.exports as unknown as typeof maths;
  });

  test('gives the same bits', () => {
    const bits = (from: typeof maths) =>
      new Float64Array([
        ...exponents.map((x) => from.exactExp(x)),
        ...positives.map((x) => from.exactLn(x)),
        ...small.map((x) => from.exactExpm1(x)),
        ...bases.map((base, i) => from.exactPow(base, powers[i]!)),
        ...shares.map((p) => from.normalQuantile(p)),
      ]);
    expect(new BigUint64Array(bits(compiled).buffer)).toEqual(new BigUint64Array(bits(maths).buffer));
  });
});
