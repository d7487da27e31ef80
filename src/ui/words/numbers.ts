/** Numbers as people type them: digits, one decimal separator, which may be a comma, and an exponent. */

const NUMBER = /^([+-]?)(\d*)(?:[.,](\d*))?(?:e([+-]?\d+))?$/i;

/** @throws Error in one sentence that names the field and the text */
export function readNumber(path: string, text: string): number {
  // Thin and other spaces group digits in many languages, and on this page.
  const [, sign = '', whole = '', part = '', exponent = '0'] =
    NUMBER.exec(
      text
        .trim()
        .replace(/(?<=\d)[\s\u202f\u00a0](?=\d{3})/g, '')
        .replace('\u2212', '-'),
    ) ?? [];
  const value = Number(`${sign}${whole || '0'}.${part || '0'}e${exponent}`);
  if (whole + part === '' || !Number.isFinite(value)) {
    const given = text.trim() === '' ? 'nothing' : text.trim().slice(0, 40);
    throw new Error(`${path}: ${given} is not a number: write digits, with one comma or point, or as 2.5e6.`);
  }
  return value;
}

/** What a text was taken for, where its writer may have meant another number: 1.000 and 1,000 are both one. */
export function understood(text: string, value: number): string | null {
  if (!/[.,]/.test(text)) return null;
  const typed = text.trim();
  if (/^[+-]?\d{1,3}[.,]\d{3}$/.test(typed)) {
    return `${typed} was read as ${value}: the ${typed.includes(',') ? 'comma' : 'point'} is the decimal one.`;
  }
  return typed.includes(',') ? `${typed} was read as ${value}.` : null;
}
