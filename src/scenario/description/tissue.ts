/** A tumour whose cells have places: the lattice, oxygen, vessels and normal tissue. Lengths without a unit are sites. */
import { citedFrom, derivedFrom, part, sheet } from './builders';
import type { Infer } from './tree';

/** Sites along an edge at most, in a plane and in a volume. */
const MOST_SITES_PLANE = 4096;
export const MOST_SITES_VOLUME = 512;

const shared = { group: 'Scenario', acts: 'restart', chapter: 5 } as const;
const { number, choice, text, toggle } = sheet(shared);
const breathed = sheet({ ...shared, appliesWhen: (oxygen: Oxygen) => oxygen.present });
const settled = sheet({ ...shared, appliesWhen: (normal: NormalCells) => normal.share > 0 });
const vessel = sheet({ ...shared, appliesWhen: (vessels: Vessels) => vessels.arrangement !== 'none' });
const scattered = sheet({ ...shared, appliesWhen: (vessels: Vessels) => vessels.arrangement === 'random' });

const PHYSICELL = citedFrom('physicell2018', 'default oxygen microenvironment and rules of cells');

const sites = (label: string) =>
  number({
    label,
    default: 512,
    range: [4, MOST_SITES_PLANE],
    usual: [64, 2048],
    scale: 'log',
    integer: true,
    help: 'Places for cells along this edge of the lattice; each holds at most one cell.',
  });

const level = (label: string, value: number, help: string, mark = PHYSICELL) =>
  breathed.number({ label, unit: 'mmHg', default: value, range: [0, 760], usual: [0, 40], help, mark });

const oxygen = part({
  present: toggle({
    label: 'Oxygen',
    default: true,
    help: 'Whether oxygen is followed; without it all cells have enough.',
  }),
  boundary: breathed.choice({
    label: 'Oxygen at the boundary',
    default: 'fixed',
    options: ['fixed', 'closed'],
    help: 'Held at a pressure, or nothing passes.',
  }),
  boundaryMmHg: number({
    label: 'Pressure at the boundary',
    unit: 'mmHg',
    default: 38,
    range: [0, 760],
    usual: [1, 160],
    help: 'Oxygen held at the boundary; 38 mmHg is 5% oxygen, as in well supplied tissue.',
    mark: citedFrom('physicellSamples', 'boundary of their oxygen, 38 mmHg'),
    appliesWhen: (oxygen: Oxygen) => oxygen.present && oxygen.boundary === 'fixed',
  }),
  diffusionMicrometres2PerMinute: breathed.number({
    label: 'Diffusion of oxygen',
    unit: 'µm²/min',
    default: 100_000,
    range: [1, 1e7],
    usual: [10_000, 1e6],
    scale: 'log',
    help: 'Diffusion coefficient in tissue.',
    mark: PHYSICELL,
  }),
  decayPerMinute: breathed.number({
    label: 'Use by the matrix',
    unit: '/min',
    default: 0.1,
    range: [0, 1000],
    usual: [0.01, 10],
    scale: 'log',
    help: 'First-order loss everywhere.',
    mark: PHYSICELL,
  }),
  uptakePerMinute: breathed.number({
    label: 'Uptake by cells',
    unit: '/min',
    default: 10,
    range: [0, 10_000],
    usual: [0.1, 100],
    scale: 'log',
    help: 'First-order uptake where a cell stands: 10 per minute lets oxygen reach √(D/uptake) = 100 µm into dense tissue.',
    mark: PHYSICELL,
  }),
  fullAboveMmHg: level(
    'Full division from',
    38,
    'Division is unhindered from this pressure on, and falls linearly to none at the level of quiescence.',
    // The library's own default is 160 mmHg.
    citedFrom('physicellSamples', 'saturation of proliferation, 38 mmHg'),
  ),
  quiescentBelowMmHg: level('Quiescence below', 5, 'Cells below this pressure do not divide.'),
  necrosisBelowMmHg: level('Necrosis below', 5, 'Cells begin to die of want of oxygen below this pressure.'),
  necrosisFullBelowMmHg: level(
    'Full necrosis below',
    2.5,
    'Necrosis is at its full rate below this pressure.',
  ),
  necrosisPerDay: breathed.number({
    label: 'Rate of necrosis',
    unit: '/d',
    default: 4,
    range: [0, 24],
    usual: [0.1, 10],
    scale: 'log',
    help: 'Death rate for want of oxygen at its full; 4 per day is a mean of six hours.',
    mark: PHYSICELL,
  }),
});

const normal = part({
  share: number({
    label: 'Normal cells at',
    default: 0,
    range: [0, 1],
    help: 'Share of the places free of founders that normal cells take at day 0; 0: there are none.',
    assumed: true,
  }),
  divisionPerDay: settled.number({
    label: 'Division of normal cells',
    unit: '/d',
    default: 0.1,
    range: [0, 24],
    usual: [0.001, 1],
    scale: 'log',
    help: 'Divisions per normal cell and day where there is room and oxygen.',
    assumed: true,
  }),
  deathPerDay: settled.number({
    label: 'Death of normal cells',
    unit: '/d',
    default: 0.02,
    range: [0, 24],
    usual: [0.001, 1],
    scale: 'log',
    help: 'Deaths per normal cell and day without drug.',
    assumed: true,
  }),
  killFactor: settled.number({
    label: 'Sensitivity of normal cells',
    default: 0.1,
    range: [0, 10],
    usual: [0, 1],
    help: 'The death rate that drugs add in normal cells, over that in tumour cells with as much drug inside.',
    assumed: true,
  }),
});

function giveOxygen({ arrangement }: Vessels, { oxygen }: Tissue): boolean {
  return arrangement !== 'none' && oxygen.present;
}

const vessels = part({
  arrangement: choice({
    label: 'Vessels',
    default: 'none',
    options: ['none', 'random', 'square', 'hexagonal', 'image'],
    help: 'None; at random places not too near one another; on a square or hexagonal grid; or where an image has them. Vessels of a plane stand upright on it, those of a volume run along its depth.',
  }),
  perSquareMillimetre: scattered.number({
    label: 'Vessels per area',
    unit: '/mm²',
    default: 15,
    range: [0.01, 10_000],
    usual: [1, 500],
    scale: 'log',
    help: 'Number density of vessels at random places; 15 is one for each square of 257 µm.',
    mark: derivedFrom(['vessels1989'], '1/(257 µm)², the spacing in R3230AC'),
  }),
  leastDistanceMicrometres: scattered.number({
    label: 'Least distance of vessels',
    unit: 'µm',
    default: 60,
    range: [0, 2000],
    usual: [0, 300],
    help: 'Vessels at random places stand at least this far from each other.',
    assumed: true,
  }),
  spacingMicrometres: number({
    label: 'Spacing of vessels',
    unit: 'µm',
    default: 257,
    range: [5, 10_000],
    usual: [50, 1000],
    scale: 'log',
    help: 'From a vessel of a grid to the next: 257 µm in the rat tumour R3230AC, 118 µm in granulating tissue.',
    mark: citedFrom('vessels1989', 'mean spacing in R3230AC, 257 µm'),
    appliesWhen: (vessels: Vessels) =>
      vessels.arrangement === 'square' || vessels.arrangement === 'hexagonal',
  }),
  image: text({
    label: 'Image of vessels',
    default: '',
    longest: 4_000_000,
    lines: true,
    file: 'picture',
    help: 'A picture in the format PBM or PGM, as text (P1, P2) or base64 (P4, P5), stretched over the lattice; what is dark is a vessel. In the terminal also the name of a PNG, PBM or PGM file beside the scenario.',
    appliesWhen: (vessels: Vessels) => vessels.arrangement === 'image',
  }),
  windingMicrometres: number({
    label: 'Winding of vessels',
    unit: 'µm',
    default: 0,
    range: [0, 1000],
    usual: [0, 100],
    help: 'In a volume: how far vessels stray to either side on their way; 0: straight.',
    assumed: true,
    appliesWhen: (vessels: Vessels, tissue: Tissue) => vessels.arrangement !== 'none' && tissue.sitesZ > 1,
  }),
  radiusMicrometres: vessel.number({
    label: 'Radius of vessels',
    unit: 'µm',
    default: 5,
    range: [0.5, 100],
    usual: [2, 20],
    help: 'Its circumference times its length is the wall through which a vessel gives to the tissue.',
    assumed: true,
  }),
  absentWithinMicrometres: vessel.number({
    label: 'No vessels within',
    unit: 'µm',
    default: 0,
    range: [0, 100_000],
    usual: [0, 2000],
    help: 'Radius around the centre of the tissue in which there are none, as in the core of a tumour.',
    assumed: true,
  }),
  oxygenMmHg: number({
    label: 'Oxygen in vessels',
    unit: 'mmHg',
    default: 38,
    range: [0, 760],
    usual: [1, 100],
    help: 'Pressure of oxygen within the vessels.',
    assumed: true,
    appliesWhen: giveOxygen,
  }),
  oxygenPermeabilityMicrometresPerSecond: number({
    label: 'Permeability to oxygen',
    unit: 'µm/s',
    default: 300,
    range: [0, 100_000],
    usual: [1, 1000],
    scale: 'log',
    help: 'Of vessel walls; so high that diffusion in the tissue sets the flow.',
    assumed: true,
    appliesWhen: giveOxygen,
  }),
  lossPerDay: vessel.number({
    label: 'Vessels close at',
    unit: '/d',
    default: 0,
    range: [0, 24],
    usual: [0, 2],
    help: 'Rate at which vessels that cells crowd are pressed shut; 0: they stay open.',
    assumed: true,
  }),
  gainPerDay: vessel.number({
    label: 'Vessels open at',
    unit: '/d',
    default: 0,
    range: [0, 24],
    usual: [0, 2],
    help: 'Rate at which closed vessels open again once cells do not crowd them.',
    assumed: true,
  }),
  crowdedFrom: vessel.number({
    label: 'Crowded from',
    default: 0.9,
    range: [0, 1],
    help: 'Share of occupied places around a vessel from which it closes.',
    assumed: true,
  }),
  crowdedWithin: vessel.number({
    label: 'Crowding is looked at within',
    unit: 'sites',
    default: 3,
    range: [1, 16],
    integer: true,
    help: 'Distance over which the occupied places around a vessel are counted.',
    assumed: true,
  }),
});

export const tissue = part({
  sitesX: sites('Sites across'),
  sitesY: sites('Sites down'),
  sitesZ: number({
    label: 'Sites deep',
    default: 1,
    range: [1, MOST_SITES_VOLUME],
    integer: true,
    help: 'Places along the third edge; 1 is a plane. A volume has at most 512 along each edge.',
  }),
  siteMicrometres: number({
    label: 'Edge of a site',
    unit: 'µm',
    default: 20,
    range: [5, 100],
    usual: [10, 20],
    help: 'Width of one place, about the diameter of a cell.',
    assumed: true,
  }),
  neighbours: choice({
    label: 'Neighbours',
    default: 'moore',
    options: ['moore', 'vonNeumann'],
    help: 'Places beside a place into which a daughter may go: also across corners (8, in a volume 26), or across edges and faces only (4 or 6).',
  }),
  reach: number({
    label: 'Reach of pushing',
    unit: 'sites',
    default: 5,
    range: [0, 16],
    integer: true,
    help: 'How far a dividing cell pushes others towards the nearest gap; 0: it needs a free neighbour. At 1, and at 0 in a volume, fewer daughters go across corners, so that colonies grow round. The rim of dividing cells is about this deep.',
    assumed: true,
  }),
  coarsening: number({
    label: 'Sites along a voxel',
    default: 1,
    range: [1, 2],
    integer: true,
    help: 'Edge of the voxels in which oxygen and drugs are solved.',
  }),
  founding: choice({
    label: 'Founders stand',
    default: 'ball',
    options: ['ball', 'scattered', 'everywhere'],
    help: 'Close together at the centre, a single one exactly there; at random places anywhere; or at every place, the numbers of each kind then being proportions. Kinds are mixed at random.',
    appliesWhen: (_: unknown, tumour: { cells: string }) => tumour.cells === '',
  }),
  clearancePerDay: number({
    label: 'Clearance of the dead',
    unit: '/d',
    default: 0,
    range: [0, 24],
    usual: [0, 2],
    help: 'Rate at which what necrosis leaves is cleared and its place becomes free; 0: at once.',
    assumed: true,
  }),
  volumeRatio: number({
    label: 'Cell water over fluid',
    default: 2,
    range: [0, 100],
    usual: [0, 5],
    help: 'Volume of a cell’s water over that of the fluid around it: what a cell takes up leaves the fluid by this factor. 0: cells leave the fluid as it is.',
    assumed: true,
  }),
  boundaryOffset: number({
    label: 'Distance of the boundary',
    unit: 'sites',
    default: 0.5,
    range: [0, 50],
    usual: [0, 5],
    help: 'From the faces of the outermost sites to where a fixed level or a bath is held.',
    assumed: true,
  }),
  oxygen,
  normal,
  vessels,
});

export interface Oxygen extends Infer<typeof oxygen> {}
export interface NormalCells extends Infer<typeof normal> {}
export interface Vessels extends Infer<typeof vessels> {}
/** Where the cells of a tumour have places, and what lies between them. */
export interface Tissue extends Infer<typeof tissue> {}
export type VesselArrangement = Vessels['arrangement'];
