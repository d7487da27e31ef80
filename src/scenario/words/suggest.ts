/** The nearest of some known names, for a hint in a message. */

/** Nothing known is nearly as long, and the distance to each of them takes time that goes with the length. */
const LONGEST = 100;

/** Edit distance (Levenshtein), ignoring case. */
function distance(left: string, right: string): number {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substitute, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

/** The closest name, or null where none is close. A name that contains the other counts as close. */
export function nearest(name: string, known: readonly string[]): string | null {
  if (name.length > LONGEST) return null;
  let best: string | null = null;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const contained =
      name.length >= 3 &&
      (candidate.toLowerCase().includes(name.toLowerCase()) ||
        name.toLowerCase().includes(candidate.toLowerCase()));
    const apart = contained ? 1.5 : distance(name, candidate);
    if (apart < bestDistance) {
      bestDistance = apart;
      best = candidate;
    }
  }
  const limit = Math.max(2, name.length / 3);
  return bestDistance <= limit ? best : null;
}
