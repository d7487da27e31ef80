/** Numbers as people read them. */

const LARGE: [number, string][] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** 10234567 to '10.2 M'. */
export function short(value: number): string {
  for (const [size, letter] of LARGE) {
    if (value >= size * 0.9995) return `${(value / size).toPrecision(3)} ${letter}`;
  }
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}

/** 10234567 to '10,234,567', the same in every locale. */
export function exact(value: number): string {
  return value.toLocaleString('en-US');
}

/** Hours to '92.4'. */
export function days(hours: number): string {
  return (hours / 24).toFixed(1);
}

/** Seconds to '0:42' or '1:02:03'. */
export function clock(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Rows to aligned lines; columns whose cells all read as numbers are set flush right. */
export function table(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const flushRight = rows[0]!.map((_, column) =>
    rows.slice(1).every((row) => /^[\d.,%]+$/.test(row[column]!)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) =>
        flushRight[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  );
}
