import { expect, test } from 'vitest';
import { parseScenario, ScenarioError } from '../../src/scenario/schema';

/** What is wrong, the text, and what the one sentence must name: field and value. */
const cases: [string, string, string[]][] = [
  ['nothing at all', '', ['scenario', 'empty']],
  ['truncated after a key', '{"version": 1, "tumour": {"founders"', ['scenario', 'ends early', 'founders']],
  [
    'truncated in a list',
    '{"version": 1, "drugs": [{"name": "imatinib"}',
    ['scenario', 'ends early', 'imatinib'],
  ],
  ['not JSON', 'founders: 1', ['scenario', 'not JSON', 'founders']],
  ['a comma too many', '{"seed": 1,}', ['scenario', 'not JSON', '}', 'line 1']],
  ['a list instead of an object', '[1, 2]', ['scenario', '[1,2]']],
  ['a number instead of an object', '7', ['scenario', '7']],
  ['null', 'null', ['scenario', 'null']],
  ['a version of the future', '{"version": 2}', ['version', '2']],
  ['text for a number', '{"seed": "one"}', ['seed', '"one"', 'whole number']],
  ['a number with its unit', '{"stepHours": "1 h"}', ['stepHours', '"1 h"', '(h)']],
  ['null for a number', '{"untilDays": null}', ['untilDays', 'null']],
  ['a fraction for a count', '{"tumour": {"founders": 1.5}}', ['tumour.founders', '1.5', 'whole number']],
  [
    'a negative rate',
    '{"tumour": {"divisionPerDay": -0.3}}',
    ['tumour.divisionPerDay', '-0.3 /d', 'below 0'],
  ],
  [
    'a share above one',
    '{"tumour": {"expressionInheritance": 1.2}}',
    ['tumour.expressionInheritance', '1.2'],
  ],
  ['an unknown choice', '{"tumour": {"crowding": "log"}}', ['tumour.crowding', '"log"', '"logistic"']],
  ['text for a switch', '{"tumour": {"refound": "yes"}}', ['tumour.refound', '"yes"', 'true or false']],
  [
    'a misspelt key',
    '{"tumour": {"divisonPerDay": 1}}',
    ['tumour.divisonPerDay', 'value 1', 'tumour.divisionPerDay'],
  ],
  ['a key in the wrong place', '{"divisionPerDay": 0.7}', ['divisionPerDay', '0.7', 'tumour.divisionPerDay']],
  ['a key like no other', '{"colour": "red"}', ['colour', '"red"', 'unknown key']],
  ['the prototype', '{"__proto__": {"seed": 3}}', ['__proto__', 'unknown key']],
  ['an object for a list', '{"drugs": {"name": "imatinib"}}', ['drugs', '{"name":"imatinib"}', 'list']],
  ['text in a list of objects', '{"drugs": ["imatinib"]}', ['drugs[0]', '"imatinib"', 'object']],
  ['five drugs', '{"drugs": [{}, {}, {}, {}, {}]}', ['drugs', '5', '4']],
  ['two drugs of one name', '{"drugs": [{"name": "a"}, {"name": "a"}]}', ['drugs[1].name', '"a"']],
  ['a drug without a name', '{"drugs": [{"name": ""}]}', ['drugs[0].name', '""']],
  ['a drug on no target', '{"drugs": [{"target": "DHFR"}]}', ['drugs[0].target', '"DHFR"']],
  [
    'a target misspelt',
    '{"targets": [{"name": "BCR-ABL"}], "drugs": [{"target": "BRC-ABL"}]}',
    ['drugs[0].target', '"BRC-ABL"', '"BCR-ABL"'],
  ],
  [
    'a variant that the target does not have',
    '{"targets": [{"name": "X", "variants": [{"name": "T315I"}]}], "drugs": [{"target": "X", "variantEffects": [{"variant": "T315A"}]}]}',
    ['drugs[0].variantEffects[0].variant', '"T315A"', '"T315I"'],
  ],
  [
    'an inhibitor that does not bind',
    '{"targets": [{"name": "X"}], "drugs": [{"target": "X", "response": "inhibitor"}]}',
    ['drugs[0].kdMicromolar', '0 µM', 'inhibitor'],
  ],
  [
    'a metabolite that binds beside a poison',
    '{"targets": [{"name": "X"}], "drugs": [{"target": "X", "response": "poison", "kdMicromolar": 1, "retained": {"acts": "binds"}}]}',
    ['drugs[0].retained.acts', '"binds"', '"inhibitor"', '"poison"'],
  ],
  [
    'a metabolite that binds nothing',
    '{"drugs": [{"retained": {"acts": "binds"}}]}',
    ['drugs[0].retained.acts', '"binds"', '"inhibitor"', '"hill"'],
  ],
  [
    'damage beside a viability curve',
    '{"drugs": [{"response": "hazard", "retained": {"acts": "damages"}}]}',
    ['drugs[0].retained.acts', '"damages"', '"hill"', '"hazard"'],
  ],
  [
    'feedback faster than a step allows',
    '{"stepHours": 24, "tumour": {"divisionPerDay": 1, "crowding": "homeostatic", "feedbackMost": 20}}',
    ['stepHours', '24 h', '20.05 per day'],
  ],
  [
    'an infusion of no length',
    '{"drugs": [{"pharmacokinetics": {"route": "infusion"}}]}',
    ['drugs[0].schedule.infusionHours', '0 h'],
  ],
  [
    'an infusion longer than its interval',
    '{"drugs": [{"pharmacokinetics": {"route": "level"}, "schedule": {"infusionHours": 48, "everyHours": 24}}]}',
    ['drugs[0].schedule.infusionHours', '48 h', '24 h'],
  ],
  [
    'half a compartment',
    '{"drugs": [{"pharmacokinetics": {"compartments": 4}}]}',
    ['compartments', '4', '3'],
  ],
  [
    'no clearance',
    '{"inhibitor": {"pharmacokinetics": {"clearanceLitresPerHour": 0}}}',
    ['inhibitor.', '0 L/h'],
  ],
  ['a step too long', '{"stepHours": 24, "tumour": {"divisionPerDay": 20}}', ['stepHours', '24 h', '20.05']],
  ['more founders than memory', '{"tumour": {"founders": 1e12}}', ['tumour.founders', '1000000000000']],
  [
    'a size that four drugs do not leave room for',
    '{"drugs": [{"name": "a"}, {"name": "b"}, {"name": "c"}, {"name": "d"}], "untilCells": 300000000}',
    ['untilCells', '300000000', '4 GiB'],
  ],
  ['no cell at all', '{"tumour": {"founders": 0}}', ['tumour.founders', '0']],
  ['too many outputs', '{"untilDays": 36500, "outputEveryHours": 1}', ['outputEveryHours', '1 h', '36500']],
  [
    'more alterations than divisions',
    '{"alterations": {"pumpGain": 0.9, "pumpLoss": 0.2}}',
    ['alterations', '1.1'],
  ],
  [
    'a mutator that alters more than every division',
    '{"alterations": {"pumpGain": 0.02, "mutator": 0.000001}}',
    ['mutator.factor', '100', '0.02'],
  ],
  [
    'variants without a variant',
    '{"targets": [{"name": "X", "variantProbability": 0.1}]}',
    ['targets[0].variantProbability', '0.1'],
  ],
  [
    'a resistant founder of no target',
    '{"tumour": {"resistantFounders": [{"copies": 3}]}}',
    ['tumour.resistantFounders[0].target', '""'],
  ],
  ['a number too large for JSON', '{"untilDays": 1e999}', ['untilDays', 'Infinity']],
  ['a very long text', `{"title": "${'x'.repeat(500)}"}`, ['title', '500', '120']],
];

test.each(cases)('%s', (_, text, names) => {
  let message = '';
  try {
    parseScenario(text);
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    message = (error as Error).message;
  }
  for (const name of names) expect(message).toContain(name);
  // One sentence on one line.
  expect(message).toMatch(/^[^\n]+[.?]$/);
  expect(message.length).toBeLessThan(250);
});

test('there are at least thirty', () => {
  expect(cases.length).toBeGreaterThanOrEqual(30);
});
