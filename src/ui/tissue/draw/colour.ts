/** Colours as the kernel draws them: RGBA words premultiplied by alpha; and ramps made of a few colours. */

/** Viridis, cividis and plasma at ten equal steps (van der Walt, Smith 2015; Nuñez, Anderton, Renslow 2018). */
const RAMPS = {
  viridis: '440154 482878 3e4a89 31688e 26828e 1f9e89 35b779 6dcd59 b4de2c fde725',
  cividis: '00204d 00336f 39486b 575c6d 707173 8a8779 a69d75 c4b56c e4cf5b ffea46',
  plasma: '0d0887 47039f 7301a8 9c179e bd3786 d8576b ed7953 fa9e3b fdc926 f0f921',
} as const;
export type RampName = keyof typeof RAMPS;

type Rgb = readonly [number, number, number];

export function channels(hex: string): Rgb {
  const value = Number.parseInt(hex.replace('#', ''), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** As CSS writes it. */
export const hexOf = (colour: Rgb): string =>
  `#${colour.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

export function word([red, green, blue]: Rgb, alpha = 1): number {
  const part = (value: number) => Math.round(value * alpha);
  return (part(red) | (part(green) << 8) | (part(blue) << 16) | (Math.round(255 * alpha) << 24)) >>> 0;
}

export const wordOf = (hex: string, alpha = 1): number => word(channels(hex), alpha);

/** 0…1 each, as WebGL takes it. */
export const unitsOf = (hex: string): number[] => [...channels(hex).map((value) => value / 255), 1];

/** Colour at 0…1 of a ramp. */
export function rampColour(name: RampName, at: number): Rgb {
  const stops = RAMPS[name].split(' ');
  const place = Math.min(1, Math.max(0, at)) * (stops.length - 1);
  const below = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [channels(stops[below] ?? ''), channels(stops[below + 1] ?? '')];
  const mix = (index: 0 | 1 | 2) => from[index] + (to[index] - from[index]) * (place - below);
  return [mix(0), mix(1), mix(2)];
}

/**
 * @param from where on the map the ramp begins: its dark end does not show on a dark ground
 * @param alpha of a layer that lets the cells below through
 */
/** @param alpha opacity by the place on the ramp, 0…1 */
export function rampWords(
  name: RampName,
  count: number,
  from: number,
  alpha: (place: number) => number = () => 1,
): Uint32Array {
  return Uint32Array.from({ length: count }, (_, i) => {
    const place = i / (count - 1);
    return word(rampColour(name, from + (1 - from) * place), alpha(place));
  });
}

const STOPS = 12;

/** As many colours of a ramp as a gradient needs. */
export const rampStops = (name: RampName, from: number): string[] =>
  Array.from({ length: STOPS + 1 }, (_, i) => {
    const [red, green, blue] = rampColour(name, from + ((1 - from) * i) / STOPS);
    return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
  });

export const rampCss = (name: RampName, from: number): string =>
  `linear-gradient(to right, ${rampStops(name, from).join(', ')})`;

/** OKLCH to sRGB (Ottosson 2020); hue in turns. Colours beyond sRGB are clipped. */
export function oklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos(2 * Math.PI * hue);
  const b = chroma * Math.sin(2 * Math.PI * hue);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const encode = (value: number) => {
    const held = Math.min(1, Math.max(0, value));
    return 255 * (held <= 0.0031308 ? 12.92 * held : 1.055 * held ** (1 / 2.4) - 0.055);
  };
  return [
    encode(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encode(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encode(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** Hue of an sRGB colour in the same turns; of a grey it means nothing. */
export function hueOf(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const unit = value / 255;
    return unit <= 0.04045 ? unit / 12.92 : ((unit + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const b = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return Math.atan2(b, a) / (2 * Math.PI);
}

/** 256 colours for hashes: hue runs once around, lightness in three steps that a colour-blind eye tells apart. */
export function cloneWords(founder: string, dark: boolean): Uint32Array {
  const levels = dark ? [0.58, 0.7, 0.82] : [0.5, 0.63, 0.76];
  const words = Uint32Array.from({ length: 256 }, (_, i) =>
    word(oklch(levels[(i * 2) % 3] ?? 0.6, 0.14, i / 256)),
  );
  // The founder's clone, number 0, is no colour: what arose later stands out.
  words[0] = wordOf(founder);
  return words;
}
