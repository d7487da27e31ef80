import { describe, expect, it } from 'vitest';
import { completeScenario, setPath } from '../../src/scenario/schema';
import { ScenarioError } from '../../src/scenario/words/error';
import { nearest } from '../../src/scenario/words/suggest';

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}

describe('keys of any length', () => {
  it('are refused at once and shown shortened', () => {
    const key = 'x'.repeat(10_000_000);
    const startedAt = performance.now();
    const messages = [
      refusal(() => completeScenario({ [key]: 1 })),
      refusal(() => completeScenario({ tumour: { [key]: [] } })),
      refusal(() => setPath(completeScenario({}), key, 1)),
      refusal(() => setPath(completeScenario({}), `tumour.${key}`, 1)),
      refusal(() => completeScenario({ drugs: [{ name: 'a', target: key.slice(0, 64) }] })),
      refusal(() => completeScenario({ title: key })),
    ];
    expect(performance.now() - startedAt).toBeLessThan(1000);
    for (const message of messages) expect(message.length).toBeLessThan(300);
  });

  it('get a suggestion up to a hundred characters', () => {
    const known = ['x'.repeat(99)];
    expect(nearest('x'.repeat(100), known)).toBe(known[0]);
    expect(nearest('x'.repeat(101), known)).toBeNull();
  });
});

describe('control characters', () => {
  it.each(['\u001b[2J', 'a\u0007', 'a\nb', 'a\u0085b', '\u009b31m', '\u007f'])('%j is no name', (name) => {
    const wrong = [
      () => completeScenario({ drugs: [{ name }] }),
      () => completeScenario({ compartments: [{ name, kind: 'brain' }] }),
      () => completeScenario({ targets: [{ name: 'a', variants: [{ name }] }] }),
      () => completeScenario({ title: name }),
    ];
    for (const act of wrong) {
      const message = refusal(act);
      expect(message).toMatch(/holds a control character \(\\u00[0-9a-f]{2}\)\.$/);
      expect(message).not.toMatch(/\p{Cc}/u);
    }
  });

  it('are allowed as the new lines of a longer text', () => {
    expect(completeScenario({ about: 'One.\nTwo.' }).about).toBe('One.\nTwo.');
    expect(refusal(() => completeScenario({ about: 'One.\u001b[2J' }))).toMatch(/about: .*control character/);
  });

  it.each(['\u001b[2J', '\u009b31m', '\u202e', '\u2028'])('%j in a key or value is shown escaped', (text) => {
    for (const act of [
      () => completeScenario({ [text]: text }),
      () => completeScenario({ seed: text }),
      () => setPath(completeScenario({}), `a.${text}`, 1),
    ]) {
      expect(refusal(act)).not.toMatch(/[\p{Cc}\p{Zl}\p{Bidi_Control}]/u);
    }
  });
});

it('a value too deep to write out is shown as what it is', () => {
  let deep: unknown = 1;
  for (let i = 0; i < 100_000; i++) deep = [deep];
  expect(refusal(() => completeScenario({ seed: deep }))).toBe('seed: expected a whole number, got [[…]].');
});
