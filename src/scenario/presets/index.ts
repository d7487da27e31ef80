/** The scenarios that come with Clonarium, in teaching order. */
import { amplificationInSpace } from './amplificationInSpace';
import { brainAndBody } from './brainAndBody';
import { brainSanctuary, brainSanctuaryInhibitor, brainTemozolomide } from './brainSanctuary';
import { adaptiveTherapy, competitiveRelease } from './competitiveRelease';
import { crossResistance } from './crossResistance';
import { doubleMinutes } from './doubleMinutes';
import { imatinibCml } from './imatinibCml';
import { imatinibSwitch } from './imatinibSwitch';
import { marrowGeneTherapy } from './marrow';
import { mdr1Pump, mdr1PumpInhibitor } from './mdr1';
import { methotrexateDhfr } from './methotrexateDhfr';
import { methotrexateSteps } from './methotrexateSteps';
import { mutator } from './mutator';
import { outOfReach } from './outOfReach';
import type { Preset } from './preset';
import { rimAndCore } from './rimAndCore';
import { selection } from './selection';
import { spheroid } from './spheroid';
import { tamoxifenReceptor } from './tamoxifenReceptor';
import { twoDrugs, twoDrugsInTurn } from './twoDrugs';

export type { Preset } from './preset';

export const presets: readonly Preset[] = [
  selection,
  mutator,
  twoDrugs,
  twoDrugsInTurn,
  mdr1Pump,
  crossResistance,
  mdr1PumpInhibitor,
  marrowGeneTherapy,
  brainSanctuary,
  brainSanctuaryInhibitor,
  brainTemozolomide,
  methotrexateDhfr,
  doubleMinutes,
  methotrexateSteps,
  imatinibCml,
  imatinibSwitch,
  tamoxifenReceptor,
  rimAndCore,
  outOfReach,
  brainAndBody,
  competitiveRelease,
  adaptiveTherapy,
  amplificationInSpace,
  spheroid,
];
