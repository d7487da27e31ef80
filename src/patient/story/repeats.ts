/** One line for what happens to a drug again and again. Pure: the same entries give the same lines. */
import type { ChronicleEntry } from './entry';
import { days } from './words';

/** Held and given again; its dose changed; extra doses; one value changed by hand. */
function repeatOf({ drug, event, path }: ChronicleEntry): string | null {
  switch (event) {
    case 'held':
    case 'given again':
      return `held ${drug}`;
    case 'dose':
    case 'extra':
      return `${event} ${drug}`;
    case 'changed':
      return `changed ${path}`;
    default:
      return null;
  }
}

/**
 * The first time is told by itself, a drug that is held and given again both times; all that follow, when they are
 * several, are one line in the place of the first of them.
 */
export function grouped(entries: readonly ChronicleEntry[]): ChronicleEntry[] {
  const groups = new Map<string, ChronicleEntry[]>();
  const firsts = new Set<string>();
  for (const entry of entries) {
    const key = repeatOf(entry);
    if (key === null) continue;
    const first = `${key} ${entry.event}`;
    if (!firsts.has(first)) firsts.add(first);
    else groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  const lines = new Map<ChronicleEntry, ChronicleEntry | null>();
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    for (const entry of group) lines.set(entry, null);
    lines.set(group[0]!, together(group));
  }
  return entries.flatMap((entry) => {
    const line = lines.get(entry);
    return line === undefined ? entry : (line ?? []);
  });
}

function together(group: readonly ChronicleEntry[]): ChronicleEntry {
  const [first] = group as [ChronicleEntry];
  const last = group.at(-1) as ChronicleEntry;
  const until = `the last time on day ${days(last.day * 24)}`;
  return { ...first, text: sentence(first, last, group, until) };
}

function sentence(
  first: ChronicleEntry,
  last: ChronicleEntry,
  group: readonly ChronicleEntry[],
  until: string,
): string {
  const { drug } = first;
  switch (first.event) {
    case 'dose': {
      const factors = group.map(({ factor }) => factor ?? 1);
      const [least, most] = [Math.min(...factors), Math.max(...factors)].map(multiple);
      const range = least === most ? `to ${most} times` : `to between ${least} and ${most} times`;
      return `The dose of ${drug} is changed ${times(group.length)} more, ${range} the first, ${until} to ${multiple(last.factor ?? 1)} times.`;
    }
    case 'extra':
      return `${group.length} more extra doses of ${drug}, ${until}.`;
    case 'changed':
      return `${last.text.replace(/\.$/, '')}, after ${group.length + 1} changes, ${until}.`;
    default: {
      const held = group.filter(({ event }) => event === 'held').length;
      const given = group.length - held;
      return held === given
        ? `${drug} is held and given again ${times(held)} more, ${until}.`
        : `${drug} is held ${times(held)} more and given again ${times(given)} more, ${until}.`;
    }
  }
}

const multiple = (factor: number) => Number(factor.toPrecision(3));

const times = (count: number) => (count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`);
