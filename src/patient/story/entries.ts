/** What has been told, in order of time; later knowledge may correct it. */
import type { ChronicleEntry } from './entry';
import { grouped } from './repeats';

/** What ends does so before anything else of its moment; then come changes by hand, and what follows from them. */
function rank({ event }: ChronicleEntry): number {
  return event === 'ends' ? 0 : event === 'changed' ? 1 : 2;
}

export class Entries {
  readonly list: ChronicleEntry[] = [];
  private short: readonly ChronicleEntry[] | null = null;

  /** The list with repeats in one line; the same object until something is told or taken back. */
  get narrative(): readonly ChronicleEntry[] {
    this.short ??= grouped(this.list);
    return this.short;
  }

  /** Goes behind everything of its time or earlier, by {@link rank} where times are equal. */
  add(entry: ChronicleEntry): void {
    const precedes = (other: ChronicleEntry) =>
      other.day > entry.day || (other.day === entry.day && rank(other) > rank(entry));
    let at = this.list.length;
    while (at > 0 && precedes(this.list[at - 1]!)) at--;
    this.list.splice(at, 0, entry);
    this.short = null;
  }

  /** Takes back the one entry of a kind, if there is one. */
  remove(kind: ChronicleEntry['kind']): void {
    const at = this.list.findIndex((entry) => entry.kind === kind);
    if (at < 0) return;
    this.list.splice(at, 1);
    this.short = null;
  }

  restore(entries: readonly ChronicleEntry[]): void {
    for (const entry of entries) this.list.push(entry);
    this.short = null;
  }
}
