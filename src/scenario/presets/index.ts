/** The scenarios that come with Clonarium, in teaching order. */
import { imatinibCml } from './imatinibCml';
import { mdr1Pump, mdr1PumpInhibitor } from './mdr1';
import { methotrexateDhfr } from './methotrexateDhfr';
import type { Preset } from './preset';
import { selection } from './selection';

export type { Preset } from './preset';

export const presets: readonly Preset[] = [
  selection,
  mdr1Pump,
  mdr1PumpInhibitor,
  methotrexateDhfr,
  imatinibCml,
];
