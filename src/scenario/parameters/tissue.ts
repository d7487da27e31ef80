/** Parameters of a tumour whose cells have places: the lattice, oxygen, vessels, normal tissue, drugs between cells. */
import { builders, citedFrom, derivedFrom, type Parameter } from './parameter';

const { number, choice, toggle, text } = builders({ group: 'Scenario', acts: 'restart' });
const drug = builders({ group: 'Drugs', acts: 'restart' });

/** Sites along an edge at most, in a plane and in a volume. */
export const MOST_SITES_PLANE = 4096;
export const MOST_SITES_VOLUME = 512;

const PHYSICELL = citedFrom('physicell2018', 'default oxygen microenvironment and rules of cells');

/** The library's own default is 160 mmHg. */
const FULL_ABOVE = citedFrom('physicellSamples', 'saturation of proliferation, 38 mmHg');

const latticeParameters: Parameter[] = [
  ...(['sitesX', 'sitesY'] as const).map((edge) =>
    number(`tumour.tissue.${edge}`, {
      label: edge === 'sitesX' ? 'Sites across' : 'Sites down',
      default: 512,
      range: [4, MOST_SITES_PLANE],
      usual: [64, 2048],
      scale: 'log',
      integer: true,
      help: 'Places for cells along this edge of the lattice; each holds at most one cell.',
    }),
  ),
  number('tumour.tissue.sitesZ', {
    label: 'Sites deep',
    default: 1,
    range: [1, MOST_SITES_VOLUME],
    integer: true,
    help: 'Places along the third edge; 1 is a plane. A volume has at most 512 along each edge.',
  }),
  number('tumour.tissue.siteMicrometres', {
    label: 'Edge of a site',
    unit: 'µm',
    default: 20,
    range: [5, 100],
    usual: [10, 20],
    help: 'Width of one place, about the diameter of a cell.',
    assumed: true,
  }),
  choice('tumour.tissue.neighbours', {
    label: 'Neighbours',
    default: 'moore',
    options: ['moore', 'vonNeumann'],
    help: 'Places beside a place into which a daughter may go: also across corners (8, in a volume 26), or across edges and faces only (4 or 6).',
  }),
  number('tumour.tissue.reach', {
    label: 'Reach of pushing',
    unit: 'sites',
    default: 5,
    range: [0, 16],
    integer: true,
    help: 'How far a dividing cell pushes others towards the nearest gap; 0: it needs a free neighbour. At 1, and at 0 in a volume, fewer daughters go across corners, so that colonies grow round. The rim of dividing cells is about this deep.',
    assumed: true,
  }),
  number('tumour.tissue.coarsening', {
    label: 'Sites along a voxel',
    default: 1,
    range: [1, 2],
    integer: true,
    help: 'Edge of the voxels in which oxygen and drugs are solved.',
  }),
  choice('tumour.tissue.founding', {
    label: 'Founders stand',
    default: 'ball',
    options: ['ball', 'scattered', 'everywhere'],
    help: 'Close together at the centre, a single one exactly there; at random places anywhere; or at every place, the numbers of each kind then being proportions. Kinds are mixed at random.',
  }),
  number('tumour.tissue.clearancePerDay', {
    label: 'Clearance of the dead',
    unit: '/d',
    default: 0,
    range: [0, 24],
    usual: [0, 2],
    help: 'Rate at which what necrosis leaves is cleared and its place becomes free; 0: at once.',
    assumed: true,
  }),
  number('tumour.tissue.volumeRatio', {
    label: 'Cell water over fluid',
    default: 2,
    range: [0, 100],
    usual: [0, 5],
    help: 'Volume of a cell’s water over that of the fluid around it: what a cell takes up leaves the fluid by this factor. 0: cells leave the fluid as it is.',
    assumed: true,
  }),
  number('tumour.tissue.boundaryOffset', {
    label: 'Distance of the boundary',
    unit: 'sites',
    default: 0.5,
    range: [0, 50],
    usual: [0, 5],
    help: 'From the faces of the outermost sites to where a fixed level or a bath is held.',
    assumed: true,
  }),
];

const oxygenParameters: Parameter[] = [
  toggle('tumour.tissue.oxygen.present', {
    label: 'Oxygen',
    default: true,
    help: 'Whether oxygen is followed; without it all cells have enough.',
  }),
  choice('tumour.tissue.oxygen.boundary', {
    label: 'Oxygen at the boundary',
    default: 'fixed',
    options: ['fixed', 'closed'],
    help: 'Held at a pressure, or nothing passes.',
  }),
  number('tumour.tissue.oxygen.boundaryMmHg', {
    label: 'Pressure at the boundary',
    unit: 'mmHg',
    default: 38,
    range: [0, 760],
    usual: [1, 160],
    help: 'Oxygen held at the boundary; 38 mmHg is 5% oxygen, as in well supplied tissue.',
    mark: citedFrom('physicellSamples', 'boundary of their oxygen, 38 mmHg'),
  }),
  number('tumour.tissue.oxygen.diffusionMicrometres2PerMinute', {
    label: 'Diffusion of oxygen',
    unit: 'µm²/min',
    default: 100_000,
    range: [1, 1e7],
    usual: [10_000, 1e6],
    scale: 'log',
    help: 'Diffusion coefficient in tissue.',
    mark: PHYSICELL,
  }),
  number('tumour.tissue.oxygen.decayPerMinute', {
    label: 'Use by the matrix',
    unit: '/min',
    default: 0.1,
    range: [0, 1000],
    usual: [0.01, 10],
    scale: 'log',
    help: 'First-order loss everywhere.',
    mark: PHYSICELL,
  }),
  number('tumour.tissue.oxygen.uptakePerMinute', {
    label: 'Uptake by cells',
    unit: '/min',
    default: 10,
    range: [0, 10_000],
    usual: [0.1, 100],
    scale: 'log',
    help: 'First-order uptake where a cell stands: 10 per minute lets oxygen reach √(D/uptake) = 100 µm into dense tissue.',
    mark: PHYSICELL,
  }),
  ...oxygenLevels([
    [
      'fullAboveMmHg',
      'Full division from',
      38,
      'Division is unhindered from this pressure on, and falls linearly to none at the level of quiescence.',
    ],
    ['quiescentBelowMmHg', 'Quiescence below', 5, 'Cells below this pressure do not divide.'],
    ['necrosisBelowMmHg', 'Necrosis below', 5, 'Cells begin to die of want of oxygen below this pressure.'],
    [
      'necrosisFullBelowMmHg',
      'Full necrosis below',
      2.5,
      'Necrosis is at its full rate below this pressure.',
    ],
  ]),
  number('tumour.tissue.oxygen.necrosisPerDay', {
    label: 'Rate of necrosis',
    unit: '/d',
    default: 4,
    range: [0, 24],
    usual: [0.1, 10],
    scale: 'log',
    help: 'Death rate for want of oxygen at its full; 4 per day is a mean of six hours.',
    mark: PHYSICELL,
  }),
];

function oxygenLevels(rows: [name: string, label: string, value: number, help: string][]): Parameter[] {
  return rows.map(([name, label, value, help]) =>
    number(`tumour.tissue.oxygen.${name}`, {
      label,
      unit: 'mmHg',
      default: value,
      range: [0, 760],
      usual: [0, 40],
      help,
      mark: name === 'fullAboveMmHg' ? FULL_ABOVE : PHYSICELL,
    }),
  );
}

const normalParameters: Parameter[] = [
  number('tumour.tissue.normal.share', {
    label: 'Normal cells at',
    default: 0,
    range: [0, 1],
    help: 'Share of the places free of founders that normal cells take at day 0; 0: there are none.',
    assumed: true,
  }),
  number('tumour.tissue.normal.divisionPerDay', {
    label: 'Division of normal cells',
    unit: '/d',
    default: 0.1,
    range: [0, 24],
    usual: [0.001, 1],
    scale: 'log',
    help: 'Divisions per normal cell and day where there is room and oxygen.',
    assumed: true,
  }),
  number('tumour.tissue.normal.deathPerDay', {
    label: 'Death of normal cells',
    unit: '/d',
    default: 0.02,
    range: [0, 24],
    usual: [0.001, 1],
    scale: 'log',
    help: 'Deaths per normal cell and day without drug.',
    assumed: true,
  }),
  number('tumour.tissue.normal.killFactor', {
    label: 'Sensitivity of normal cells',
    default: 0.1,
    range: [0, 10],
    usual: [0, 1],
    help: 'The death rate that drugs add in normal cells, over that in tumour cells with as much drug inside.',
    assumed: true,
  }),
];

const vesselParameters: Parameter[] = [
  choice('tumour.tissue.vessels.arrangement', {
    label: 'Vessels',
    default: 'none',
    options: ['none', 'random', 'square', 'hexagonal', 'image'],
    help: 'None; at random places not too near one another; on a square or hexagonal grid; or where an image has them. Vessels of a plane stand upright on it, those of a volume run along its depth.',
  }),
  number('tumour.tissue.vessels.perSquareMillimetre', {
    label: 'Vessels per area',
    unit: '/mm²',
    default: 15,
    range: [0.01, 10_000],
    usual: [1, 500],
    scale: 'log',
    help: 'Number density of vessels at random places; 15 is one for each square of 257 µm.',
    mark: derivedFrom(['vessels1989'], '1/(257 µm)², the spacing in R3230AC'),
  }),
  number('tumour.tissue.vessels.leastDistanceMicrometres', {
    label: 'Least distance of vessels',
    unit: 'µm',
    default: 60,
    range: [0, 2000],
    usual: [0, 300],
    help: 'Vessels at random places stand at least this far from each other.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.spacingMicrometres', {
    label: 'Spacing of vessels',
    unit: 'µm',
    default: 257,
    range: [5, 10_000],
    usual: [50, 1000],
    scale: 'log',
    help: 'From a vessel of a grid to the next: 257 µm in the rat tumour R3230AC, 118 µm in granulating tissue.',
    mark: citedFrom('vessels1989', 'mean spacing in R3230AC, 257 µm'),
  }),
  text('tumour.tissue.vessels.image', {
    label: 'Image of vessels',
    default: '',
    longest: 4_000_000,
    lines: true,
    help: 'A picture in the format PBM or PGM, as text (P1, P2) or base64 (P4, P5), stretched over the lattice; what is dark is a vessel. In the terminal also the name of a PNG, PBM or PGM file beside the scenario.',
  }),
  number('tumour.tissue.vessels.windingMicrometres', {
    label: 'Winding of vessels',
    unit: 'µm',
    default: 0,
    range: [0, 1000],
    usual: [0, 100],
    help: 'In a volume: how far vessels stray to either side on their way; 0: straight.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.radiusMicrometres', {
    label: 'Radius of vessels',
    unit: 'µm',
    default: 5,
    range: [0.5, 100],
    usual: [2, 20],
    help: 'Its circumference times its length is the wall through which a vessel gives to the tissue.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.absentWithinMicrometres', {
    label: 'No vessels within',
    unit: 'µm',
    default: 0,
    range: [0, 100_000],
    usual: [0, 2000],
    help: 'Radius around the centre of the tissue in which there are none, as in the core of a tumour.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.oxygenMmHg', {
    label: 'Oxygen in vessels',
    unit: 'mmHg',
    default: 38,
    range: [0, 760],
    usual: [1, 100],
    help: 'Pressure of oxygen within the vessels.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.oxygenPermeabilityMicrometresPerSecond', {
    label: 'Permeability to oxygen',
    unit: 'µm/s',
    default: 300,
    range: [0, 100_000],
    usual: [1, 1000],
    scale: 'log',
    help: 'Of vessel walls; so high that diffusion in the tissue sets the flow.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.lossPerDay', {
    label: 'Vessels close at',
    unit: '/d',
    default: 0,
    range: [0, 24],
    usual: [0, 2],
    help: 'Rate at which vessels that cells crowd are pressed shut; 0: they stay open.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.gainPerDay', {
    label: 'Vessels open at',
    unit: '/d',
    default: 0,
    range: [0, 24],
    usual: [0, 2],
    help: 'Rate at which closed vessels open again once cells do not crowd them.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.crowdedFrom', {
    label: 'Crowded from',
    default: 0.9,
    range: [0, 1],
    help: 'Share of occupied places around a vessel from which it closes.',
    assumed: true,
  }),
  number('tumour.tissue.vessels.crowdedWithin', {
    label: 'Crowding is looked at within',
    unit: 'sites',
    default: 3,
    range: [1, 16],
    integer: true,
    help: 'Distance over which the occupied places around a vessel are counted.',
    assumed: true,
  }),
];

/** What a drug does between cells; unused where the tumour has no places. */
const drugTissueParameters: Parameter[] = [
  drug.number('drugs[].tissue.diffusionMicrometres2PerSecond', {
    label: 'Diffusion',
    unit: 'µm²/s',
    default: 160,
    range: [0, 100_000],
    usual: [0.01, 1000],
    scale: 'log',
    help: 'Diffusion coefficient in the fluid between cells; in the catalogue falling with the 3/4th power of molar mass from 160 of doxorubicin.',
    assumed: true,
  }),
  drug.number('drugs[].tissue.decayPerHour', {
    label: 'Loss in the fluid',
    unit: '/h',
    default: 0,
    range: [0, 10_000],
    usual: [0.001, 100],
    scale: 'log',
    help: 'First-order loss everywhere between cells.',
    assumed: true,
  }),
  drug.number('drugs[].tissue.consumptionPerHour', {
    label: 'Taken by the tissue',
    unit: '/h',
    default: 0,
    range: [0, 10_000],
    usual: [0.01, 1000],
    scale: 'log',
    help: 'First-order loss where a cell stands, beside what its exchange takes: binding that does not let go. The drug then reaches √(D/loss) into dense tissue.',
    assumed: true,
  }),
  drug.number('drugs[].tissue.vesselPermeabilityMicrometresPerSecond', {
    label: 'Permeability of vessels',
    unit: 'µm/s',
    default: 3,
    range: [0, 100_000],
    usual: [0.01, 100],
    scale: 'log',
    help: 'Of the walls of vessels without a barrier; free doxorubicin about 3.',
    assumed: true,
  }),
  drug.choice('drugs[].tissue.boundary', {
    label: 'At the boundary',
    default: 'bath',
    options: ['bath', 'fixed', 'closed'],
    help: 'The level that plasma has now, while it has one; a level held all the time; or nothing passes.',
  }),
  drug.number('drugs[].tissue.boundaryMicromolar', {
    label: 'Held at the boundary',
    unit: 'µM',
    default: 1,
    range: [0, 100_000],
    usual: [0.0001, 100],
    scale: 'log',
    help: 'Level held at a fixed boundary.',
  }),
  drug.number('drugs[].tissue.quiescentKill', {
    label: 'Kill of quiescent cells',
    default: 0.2,
    range: [0, 1],
    help: 'Share of the kill that a cell meets which does not divide for want of room or oxygen: 0 for drugs that act in cycle, 0.1–0.33 for others.',
    assumed: true,
  }),
];

export const tissueParameters: Parameter[] = [
  ...latticeParameters,
  ...oxygenParameters,
  ...normalParameters,
  ...vesselParameters,
  ...drugTissueParameters,
];
