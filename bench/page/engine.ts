/** The browser that runs this page, as it names itself. */

interface Brand {
  brand: string;
  version: string;
}

/** Chromium alone tells its full version in this way; the older text keeps only the first number. */
interface NavigatorHints {
  userAgentData?: {
    platform: string;
    getHighEntropyValues(names: string[]): Promise<{ fullVersionList?: Brand[] }>;
  };
}

const hints = (navigator as Navigator & NavigatorHints).userAgentData;

export const system: string = hints?.platform || navigator.platform;

const NAMES: [RegExp, string][] = [
  [/Firefox\/([\d.]+)/, 'firefox'],
  [/Edg\/([\d.]+)/, 'edge'],
  [/OPR\/([\d.]+)/, 'opera'],
  [/Chrome\/([\d.]+)/, 'chromium'],
  [/Version\/([\d.]+).*Safari/, 'safari'],
];

/** `chromium 156.0.8078.79` */
export async function engineName(): Promise<string> {
  const text = navigator.userAgent;
  const [pattern, name] = NAMES.find(([own]) => own.test(text)) ?? [/()/, 'unknown'];
  const version = (await fullVersion()) ?? pattern.exec(text)?.[1] ?? '';
  return `${name} ${version}`.trim();
}

async function fullVersion(): Promise<string | undefined> {
  const brands = (await hints?.getHighEntropyValues(['fullVersionList']))?.fullVersionList ?? [];
  return brands.find(({ brand }) => /Chrom/.test(brand))?.version;
}
