/** Tables as text: comma-separated values (RFC 4180). */

/** Rows of a CSV that comes in pieces, the header first; a last line need not be ended. */
export function* rowsOf(pieces: Iterable<string>): Generator<string[], void> {
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let closing = false;
  for (const piece of pieces) {
    // Most tables have no quotes, and pieces of whole lines.
    if (!quoted && row.length === 0 && cell === '' && piece.endsWith('\n') && !piece.includes('"')) {
      for (const line of linesOf(piece)) yield line.split(',');
      continue;
    }
    for (const letter of piece) {
      if (closing && letter !== '"') quoted = false;
      if (quoted && letter !== '"') cell += letter;
      else if (quoted && !closing) {
        closing = true;
        continue;
      } else if (letter === '"') {
        if (closing) cell += letter;
        quoted = true;
      } else if (letter === ',' || letter === '\n') {
        row.push(cell);
        cell = '';
        if (letter === '\n') {
          yield row;
          row = [];
        }
      } else cell += letter;
      closing = false;
    }
  }
  if (row.length > 0 || cell !== '') yield [...row, cell];
}

function* linesOf(text: string): Generator<string, void> {
  for (let from = 0; from < text.length; ) {
    const end = text.indexOf('\n', from);
    yield text.slice(from, end);
    from = end + 1;
  }
}

/** Names as parts of column names: letters, digits and underscores, unique. */
export function columnNames(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const plain =
      name
        .normalize('NFKD')
        .replace(/[^A-Za-z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '') || 'drug';
    let unique = plain;
    for (let copy = 2; used.has(unique); copy++) unique = `${plain}_${copy}`;
    used.add(unique);
    return unique;
  });
}
