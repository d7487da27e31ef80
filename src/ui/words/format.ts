/** Numbers as the page writes them. */

const thinSpace = '\u202f';
const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

const units: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

const unitOf = (value: number) => units.find(([unit]) => Math.abs(value) >= unit * 0.9995);

/** 10.2 M, 184 k, 950: three significant digits. */
export function short(value: number): string {
  const unit = unitOf(value);
  if (unit !== undefined) return `${fixed(value / unit[0])} ${unit[1]}`;
  return Number.isInteger(value) ? String(value) : digits(value);
}

/** Always three digits, so that a growing number keeps its width. */
function fixed(value: number): string {
  return value.toFixed(value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);
}

/** 10 k, 2.5 M: no trailing zeros on an axis. */
export function tickLabel(value: number): string {
  const [unit, letter] = unitOf(value) ?? [1, ''];
  return `${Number((value / unit).toPrecision(3))} ${letter}`.trimEnd();
}

/** Three significant digits without an exponent where one can read them. */
export function digits(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return power(value);
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return String(Number(value.toPrecision(3)));
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export function superscript(exponent: number): string {
  const raised = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');
  return `${exponent < 0 ? '⁻' : ''}${raised}`;
}

/** 2.3·10⁻⁵ */
export function power(value: number): string {
  const exponent = Math.floor(Math.log10(Math.abs(value)));
  const mantissa = Number((value / 10 ** exponent).toPrecision(3));
  const raised = `10${superscript(exponent)}`;
  return mantissa === 1 ? raised : `${mantissa}·${raised}`;
}

/** 10 234 567 */
export function exact(value: number): string {
  return grouped.format(value).replaceAll(',', thinSpace);
}

export function percent(share: number): string {
  if (share === 0) return '0%';
  if (share >= 0.1) return `${(share * 100).toFixed(1)}%`;
  if (share >= 1e-4) return `${Number((share * 100).toPrecision(2))}%`;
  return `${power(Number(share.toPrecision(2)))}`;
}

export function day(days: number): string {
  return days >= 1000 ? days.toFixed(0) : days.toFixed(1);
}

/** How a number is written into a narrow input field: whole numbers exactly, others to five digits. */
export function field(value: number): string {
  const plain = String(Number.isInteger(value) ? value : Number(value.toPrecision(5)));
  const scientific = Number(plain).toExponential().replace('e+', 'e');
  return plain.length > 6 && scientific.length < plain.length ? scientific : plain;
}
