/** Ten presets in the small: days of a few thousand cells, under treatment from the first day on. */
import { deflateRawSync } from 'node:zlib';
import { presets } from '../../src/scenario/presets/index';
import { completeScenario, type Scenario } from '../../src/scenario/schema';

const NAMES = [
  'selection',
  'two-drugs',
  'mdr1-pump-inhibitor',
  'marrow-gene-therapy',
  'brain-sanctuary',
  'double-minutes',
  'imatinib-cml',
  'rim-and-core',
  'competitive-release-adaptive',
  'spheroid',
];

export const small: readonly (readonly [id: string, scenario: Scenario])[] = NAMES.map((id) => {
  const preset = presets.find((each) => each.id === id);
  if (preset === undefined) throw new Error(`no preset ${id}`);
  const { tumour, ...rest } = structuredClone(preset.scenario);
  const { tissue } = tumour;
  return [
    id,
    completeScenario({
      ...rest,
      untilDays: tissue === null ? 8 : 4,
      treatment: { ...rest.treatment, begin: 'day', onDay: 1 },
      tumour: {
        ...tumour,
        founders: tissue === null ? 20_000 : Math.min(tumour.founders, 2000),
        tissue: tissue && { ...tissue, sitesX: 64, sitesY: 64, sitesZ: Math.min(tissue.sitesZ, 16) },
      },
    }),
  ];
});

export const linkTo = (scenario: Scenario): string =>
  `#scenario=${deflateRawSync(JSON.stringify(scenario)).toString('base64url')}`;
