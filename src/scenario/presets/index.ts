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
import type { Scene } from './scene';
import { heterogeneity } from './scenes/heterogeneity';
import { place } from './scenes/place';
import { pump } from './scenes/pump';
import { target } from './scenes/target';
import { treatment } from './scenes/treatment';
import { selection } from './selection';
import { spheroid } from './spheroid';
import { tamoxifenReceptor } from './tamoxifenReceptor';
import { twoDrugs, twoDrugsInTurn } from './twoDrugs';

export type { Preset } from './preset';

const untold = [
  selection,
  mutator,
  doubleMinutes,
  mdr1Pump,
  mdr1PumpInhibitor,
  crossResistance,
  imatinibCml,
  tamoxifenReceptor,
  methotrexateDhfr,
  methotrexateSteps,
  rimAndCore,
  spheroid,
  outOfReach,
  amplificationInSpace,
  brainSanctuary,
  brainSanctuaryInhibitor,
  brainTemozolomide,
  brainAndBody,
  twoDrugs,
  twoDrugsInTurn,
  imatinibSwitch,
  competitiveRelease,
  adaptiveTherapy,
  marrowGeneTherapy,
];

const scenes: Readonly<Record<string, Scene>> = {
  ...heterogeneity,
  ...pump,
  ...target,
  ...place,
  ...treatment,
};

export const presets: readonly Preset[] = untold.map((preset) => {
  const scene = scenes[preset.id];
  if (scene === undefined) throw new Error(`The preset ${preset.id} has no scene.`);
  return { ...preset, scene };
});
