/** Small and large damage to texts, bytes and documents, the same for the same dice. */
import type { Dice } from './dice';

type Json = unknown;

const NUMBERS = [
  ...[0, -0, 1, -1, 2, 0.5, 1e-9, 1e-300, 5e-324, 1e9, 1e15, 1e300, 1.7976931348623157e308, -1e300],
  ...[255, 256, 65_535, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, 4096, 0.1, 70_675.27, 3.999_999_999],
];
const TEXTS = [
  ...['', ' ', 'x', 'NaN', '__proto__', 'constructor', '=A1', 'a,b', '"', '\n', '\u001b[2J', '\u0085'],
  ...['\u202e', '\ud800', 'tumour', 'lesion 1', 'P1 2 2 0 1 1 0', 'vessels.png', '-1', '1e999'],
];

export const below = (dice: Dice, count: number) => Math.floor(dice.next() * count);

function strange(dice: Dice): Json {
  switch (below(dice, 10)) {
    case 0:
      return null;
    case 1:
      return dice.pick(TEXTS);
    case 2:
      return dice.pick(TEXTS).repeat(1 + below(dice, 20_000));
    case 3:
      return dice.next() < 0.5;
    case 4:
      return Array.from({ length: below(dice, 40) }, () => dice.pick(NUMBERS));
    case 5:
      return { [dice.pick(TEXTS)]: dice.pick(NUMBERS) };
    default:
      return dice.pick(NUMBERS);
  }
}

interface Spot {
  holder: Record<string, Json> | Json[];
  key: string | number;
}

function spots(value: Json, found: Spot[] = []): Spot[] {
  if (Array.isArray(value)) {
    value.slice(0, 200).forEach((item, key) => {
      found.push({ holder: value, key });
      spots(item, found);
    });
  } else if (typeof value === 'object' && value !== null) {
    const holder = value as Record<string, Json>;
    for (const key of Object.keys(holder)) {
      found.push({ holder, key });
      spots(holder[key], found);
    }
  }
  return found;
}

/** Changes a document in place at one to four places. */
export function mutateDocument(document: Json, dice: Dice): void {
  // Most documents with two wrong places are refused for the first.
  const times = dice.next() < 0.7 ? 1 : 1 + below(dice, 4);
  for (let time = 0; time < times; time++) {
    const all = spots(document);
    if (all.length === 0) return;
    const { holder, key } = dice.pick(all);
    const own = holder as Record<string | number, Json>;
    const old = own[key];
    switch (below(dice, 12)) {
      case 0:
        if (Array.isArray(holder)) holder.splice(Number(key), 1);
        else delete own[key];
        break;
      case 1:
        if (Array.isArray(holder)) holder.push(structuredClone(old));
        else own[`${key}${dice.pick(TEXTS)}`] = old;
        break;
      case 2: {
        const other = dice.pick(all);
        own[key] = structuredClone((other.holder as Record<string | number, Json>)[other.key]);
        break;
      }
      case 3:
      case 4:
      case 5:
      case 6:
      case 7:
      case 8:
        if (typeof old === 'number') {
          own[key] = old * dice.pick([0, -1, 0.5, 2, 10, 1e-3, 1e3, 1e6, 1 + 1e-9]);
          break;
        }
        own[key] = strange(dice);
        break;
      default:
        own[key] = strange(dice);
    }
  }
}

/** Changes letters: flipped, cut, doubled, or taken from elsewhere. */
export function mutateBytes(bytes: Uint8Array, dice: Dice): Uint8Array {
  let own = Uint8Array.from(bytes);
  const times = 1 + below(dice, 6);
  for (let time = 0; time < times && own.length > 0; time++) {
    const at = below(dice, own.length);
    const length = below(dice, Math.min(64, own.length - at)) + 1;
    switch (below(dice, 5)) {
      case 0:
        own[at]! ^= 1 << below(dice, 8);
        break;
      case 1:
        own[at] = below(dice, 256);
        break;
      case 2:
        own = joined(own.subarray(0, at), own.subarray(at + length));
        break;
      case 3:
        own = joined(own.subarray(0, at + length), own.subarray(at));
        break;
      default:
        own.copyWithin(below(dice, own.length), at, at + length);
    }
  }
  return dice.next() < 0.1 ? own.subarray(0, below(dice, own.length)) : own;
}

export function mutateText(text: string, dice: Dice): string {
  return new TextDecoder().decode(mutateBytes(new TextEncoder().encode(text), dice));
}

export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
