/** A way to damage the kernel: see damages.mjs. */
export interface Damage {
  name: string;
  file: string;
  find: string;
  replace: string;
  build?: 'simd' | 'whole' | 'scalar' | 'debug';
  theory: string[];
  oracle?: string[];
}

export const damages: readonly Damage[];
