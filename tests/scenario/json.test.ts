import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/schema';
import { ScenarioError } from '../../src/scenario/words/error';
import { parseJson } from '../../src/scenario/words/json';

/** A text, and where and what its fault is. */
const faults: [string, RegExp][] = [
  ['{"seed": NaN}', /"NaN}" on line 1, column 10.*no such number/],
  ['{"seed": -Infinity}', /line 1, column 10/],
  ['{\n  "tumour": {\n    "deathPerDay": .8\n  }\n}', /"\.8.*line 3, column 20.*begins with a digit/],
  ['{\n  "seed": 3,\n}', /line 3, column 1.*a comma stands before it/],
  ['{"drugs": [1, 2,]}', /line 1, column 17.*a comma stands before it/],
  ['{\n  // dose\n  "seed": 3\n}', /line 2, column 3.*no comments/],
  ['{"seed": 3 /* three */}', /line 1, column 12.*no comments/],
  ['# seed\n{}', /line 1, column 1.*no comments/],
  ["{'seed': 3}", /line 1, column 2.*double quotes/],
  ['{"seed": +3}', /line 1, column 10.*no plus/],
  ['{"seed": 03}', /line 1, column 10/],
  ['{"seed": 3.}', /line 1, column 10/],
  ['{"seed" 3}', /line 1, column 9, where ":" should stand/],
  ['{"seed": 3 "title": ""}', /line 1, column 12, where "," or "}" should stand/],
  ['{"title": "a\nb"}', /line 1, column 13/],
  ['{"title": "\\x41"}', /line 1, column 12.*an escape/],
  ['{"title": "\\\\", "about": "\\u12"}', /line 1, column 27/],
  ['{"seed": 3} {}', /line 1, column 13, where the end/],
  ['{"seed": 3', /ends early, after "{\\"seed\\": 3" \(line 1, column 11\)/],
  ['{"title": "with\nno end', /line 1, column 16/],
  ['{"title": "no end', /ends early/],
  ['  \n ', /it is empty/],
  ['{"seed": \u001b[2J3}', /\\u001b\[2J/],
];

test.each(faults)('%j', (text, expected) => {
  expect(() => JSON.parse(text)).toThrow();
  for (const own of [text, `\ufeff${text}`]) {
    let message = '';
    try {
      parseJson(own);
    } catch (error) {
      expect(error).toBeInstanceOf(ScenarioError);
      message = (error as Error).message;
    }
    expect(message).toMatch(expected);
    expect(message).toMatch(/^scenario: the text is not JSON: [^\n]*\.$/);
    expect(message).not.toMatch(/\p{Cc}/u);
  }
});

test('a byte-order mark in front is no fault', () => {
  expect(parseScenario('\ufeff{"seed": 3}').seed).toBe(3);
});

test('whatever is JSON is read as it is', () => {
  for (const text of ['{"a": ["\\u00b5\\\\\\"[{", -0.5e-3, true, null, {}]}', '[]', '"[[["', '1']) {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  }
});

test.each(['[', '{"a":', '[{"drugs":'])('%j a hundred thousand times is refused in one sentence', (open) => {
  const deep = open.repeat(100_000);
  expect(() => parseJson(deep)).toThrow(
    /^scenario: lists and objects lie more than 64 deep .* line 1, .*\.$/,
  );
  const closing = [...open].reverse().flatMap((each) => (each === '[' ? ']' : each === '{' ? '}' : []));
  expect(() => parseJson(deep.replace(/:$/, ':1') + closing.join('').repeat(100_000))).toThrow(/64 deep/);
});
