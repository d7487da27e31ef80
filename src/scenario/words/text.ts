/** Text from outside as it is shown: nothing in it moves a cursor, rings a bell or turns the direction of writing. */

/** Longest key, path or name that is shown in full. */
const LONGEST_SHOWN = 60;

/** Controls C0, DEL and C1, line and paragraph separators, and those that turn the direction of text. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** With control characters as JSON escapes (\u001b), so that JSON stays the same JSON; new lines stay. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => (character === '\n' ? character : escaped(character)));
}

/** On one line whatever it holds. */
export function printableLine(text: string): string {
  return text.replace(UNPRINTABLE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** The first control character of a text, as it is shown; null where there is none. */
export function controlIn(text: string): string | null {
  const found = /\p{Cc}/u.exec(text);
  return found === null ? null : escaped(found[0]);
}

/** A key or path from outside: escaped and shortened. */
export function shownKey(key: string): string {
  return printableLine(key.length > LONGEST_SHOWN ? `${key.slice(0, LONGEST_SHOWN - 3)}…` : key);
}

/** A value as it stands in a message: JSON, shortened. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  // Only the beginning is shown, so only the beginning is written out.
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, LONGEST_SHOWN)) : jsonOf(value);
  const long = text.length > LONGEST_SHOWN || (typeof value === 'string' && value.length > LONGEST_SHOWN);
  return printableLine(long ? `${text.slice(0, LONGEST_SHOWN - 3)}…` : text);
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // Deeper than the engine can follow.
    return Array.isArray(value) ? '[[…]]' : '{…}';
  }
}
