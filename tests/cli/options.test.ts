import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/cli/failure';
import { clock, short, table } from '../../src/cli/numbers';
import { assignment, byteCount, durationDays, parseOptions, wholeNumber } from '../../src/cli/options';

describe('durations', () => {
  it.each([
    ['400d', 400],
    ['36h', 1.5],
    ['12w', 84],
    ['1.5d', 1.5],
    ['1e3d', 1000],
    ['.5d', 0.5],
  ])('%s is %d days', (text, days) => {
    expect(durationDays('until', text)).toBe(days);
  });

  it.each(['', '400', 'd', '-3d', '3 days', '1e', 'Infinityd', 'NaNh', '0x10h'])('refuses "%s"', (text) => {
    expect(() => durationDays('until', text)).toThrow(UsageError);
    expect(() => durationDays('until', text)).toThrow(`--until: ${JSON.stringify(text)}`);
  });
});

describe('numbers and sizes', () => {
  it('reads whole numbers, with an exponent too', () => {
    expect(wholeNumber('until-cells', '1e5', 1, 1e9)).toBe(100_000);
    expect(() => wholeNumber('seed', '1.5', 0, 10)).toThrow('--seed: "1.5"');
    expect(() => wholeNumber('seed', '', 0, 10)).toThrow('--seed: ""');
    expect(() => wholeNumber('seed', '0x3', 0, 10)).toThrow('--seed: "0x3"');
    expect(() => wholeNumber('seed', '11', 0, 10)).toThrow('from 0 to 10');
  });

  it('reads sizes', () => {
    expect(byteCount('memory', '64MB')).toBe(64_000_000);
    expect(byteCount('memory', '1.5GiB')).toBe(1.5 * 2 ** 30);
    expect(() => byteCount('memory', '64')).toThrow('--memory: "64"');
  });
});

describe('assignments', () => {
  it('reads JSON where it can and text otherwise', () => {
    expect(assignment('set', 'a.b[0]=1e-3')).toEqual({ path: 'a.b[0]', value: 1e-3 });
    expect(assignment('set', 'a=true')).toEqual({ path: 'a', value: true });
    expect(assignment('set', 'a=logistic')).toEqual({ path: 'a', value: 'logistic' });
    expect(assignment('set', 'a=b=c')).toEqual({ path: 'a', value: 'b=c' });
    expect(() => assignment('set', 'a')).toThrow('--set: "a"');
    expect(() => assignment('set', '=3')).toThrow('--set: "=3"');
  });
});

describe('option tables', () => {
  const options = {
    one: { value: 'N', help: '' },
    many: { value: 'N', repeatable: true, help: '' },
    flag: { help: '' },
  };

  it('reads values, repeated values and flags', () => {
    const parsed = parseOptions(['x', '--one=1', '--many', '2', '--many', '3', '--flag'], options, 1);
    expect(parsed.positionals).toEqual(['x']);
    expect(parsed.text('one')).toBe('1');
    expect(parsed.all('many')).toEqual(['2', '3']);
    expect(parsed.flag('flag')).toBe(true);
    expect(parseOptions([], options, 0).text('one')).toBeUndefined();
  });

  it.each([
    [['--one', '1', '--one', '2'], '--one: given 2 times'],
    [['a', 'b'], 'unexpected argument: b'],
    [['--none'], "Unknown option '--none'"],
    [['--one'], "Option '--one <value>' argument missing"],
    [['--flag=3'], "Option '--flag' does not take an argument"],
  ])('refuses %j', (args, sentence) => {
    expect(() => parseOptions(args, options, 1)).toThrow(sentence);
  });
});

describe('numbers for people', () => {
  it('shortens large counts', () => {
    expect([0, 12, 999, 1000, 10_234_567, 999_960, 2.5e9].map(short)).toEqual([
      '0',
      '12',
      '999',
      '1.00 k',
      '10.2 M',
      '1.00 M',
      '2.50 G',
    ]);
  });

  it('writes clocks', () => {
    expect([0, 42.4, 61, 3723].map(clock)).toEqual(['0:00', '0:42', '1:01', '1:02:03']);
  });

  it('aligns tables, numbers flush right', () => {
    expect(
      table([
        ['name', 'n'],
        ['a', '10'],
        ['bcdef', '1,000'],
      ]),
    ).toEqual(['name       n', 'a         10', 'bcdef  1,000']);
  });
});
