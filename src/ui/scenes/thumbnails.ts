/**
 * Pictures of all scenes for their menu, each of its own run, seed 1, on the day that the scene names, in its own colours:
 * one image for each theme, a tile for each scene in teaching order. Drawn in Node by `npm run thumbnails`.
 */
import { Limit } from '../../../assembly/shared/limits';
import { fetchPlacing } from '../../compile/places';
import { createGroup } from '../../kernel/group';
import type { Look, Range } from '../../kernel/read/ramp';
import { Patient } from '../../patient/patient';
import { compartmentCount, hasTissue } from '../../scenario/compartments';
import type { Preset } from '../../scenario/presets/preset';
import type { See } from '../../scenario/presets/scene';
import type { Scenario } from '../../scenario/scenario';
import { ArmPictures } from '../../worker/compare/pictures';
import type { OxygenNeeds } from '../../worker/pictures/tissueMessages';
import { shapeOf } from '../../worker/pictures/tissueShape';
import { activityRange, activityWords } from '../tissue/activity';
import { rampWords, wordOf } from '../tissue/draw/colour';
import { classPaint, copyColoursIn, fluidPaint, mutedIn, type Paint, rampFromIn } from '../tissue/paints';
import { COLUMNS, TILE_HEIGHT, TILE_WIDTH } from './tiles';

type Drawn = ReturnType<ArmPictures['draw']>;

/** Left free around the cells, pixels. */
const MARGIN = 6;
/** Twice as many as there is room for: what is larger than a pixel is mixed from several. */
const EDGE_PIXELS = 2 * (TILE_HEIGHT - 2 * MARGIN);

/** Of one cell. */
const MOST_PIXELS = 2;

export interface Thumbnails {
  width: number;
  height: number;
  /** RGBA, not premultiplied, row after row. */
  light: Uint8Array;
  dark: Uint8Array;
  /** Run hash of each scene on its day, by its name. */
  hashes: Record<string, string>;
}

export async function drawThumbnails(presets: readonly Preset[]): Promise<Thumbnails> {
  const width = COLUMNS * TILE_WIDTH;
  const height = Math.ceil(presets.length / COLUMNS) * TILE_HEIGHT;
  const light = new Uint8Array(4 * width * height);
  const dark = light.slice();
  const hashes: Record<string, string> = {};
  for (const [index, preset] of presets.entries()) {
    const patient = await runOf(preset);
    hashes[preset.id] = patient.hash();
    const corner = [(index % COLUMNS) * TILE_WIDTH, Math.floor(index / COLUMNS) * TILE_HEIGHT] as const;
    for (const [image, isDark] of [[light, false] as const, [dark, true] as const]) {
      const looks = looksOf(preset, patient, isDark);
      compose(image, width, corner, new ArmPictures(patient.compartments, looks, EDGE_PIXELS).draw());
    }
    patient.group.close();
  }
  return { width, height, light, dark, hashes };
}

async function runOf({ scenario, scene }: Preset): Promise<Patient> {
  await fetchPlacing(scenario);
  const options = { threads: 1, tissue: hasTissue(scenario) };
  const group = await createGroup('fastest', compartmentCount(scenario), options);
  const patient = new Patient({ ...scenario, seed: 1 }, group);
  patient.advance({ untilHours: 24 * scene.pictureDay });
  return patient;
}

let made = 0;

/** The cells, and what lies over them. */
function looksOf({ scenario, scene: { see } }: Preset, patient: Patient, dark: boolean): Look[] {
  const { normal, debris } = mutedIn(dark);
  const whole = (paint: Paint): Look => ({
    ...paint,
    id: ++made,
    normal: wordOf(normal),
    debris: wordOf(debris),
  });
  const drug = scenario.drugs.findIndex(({ name }) => name === see.overlay);
  const over = drug < 0 ? [] : [fluidPaint(drug, upTo(patient.plasmaNow[drug] ?? 0), dark)];
  return [cellPaint(see, scenario, patient, dark), ...over].map(whole);
}

/** @throws Error where the palette is none that a picture without a page can be drawn in */
function cellPaint(
  { palette = 'class', of, split }: See,
  scenario: Scenario,
  patient: Patient,
  dark: boolean,
): Paint {
  if (palette === 'class') return classPaint(split ? scenario.targets : null, dark);
  if (palette === 'target') {
    const target = scenario.targets.findIndex(({ name }) => name === of);
    const colours = Uint32Array.from(copyColoursIn(dark), (colour) => wordOf(colour));
    return { shown: { by: 'copies', target }, colours };
  }
  const oxygen = patient.compartments.map(({ plan }) => shapeOf(plan.model)?.oxygen).find(Boolean);
  if (oxygen && (palette === 'oxygen' || palette === 'activity')) return oxygenPaint(palette, oxygen, dark);
  throw new Error(`No thumbnail is drawn in the palette ${palette}.`);
}

const upTo = (high: number): Range => ({ low: 0, high, logarithmic: false });

function oxygenPaint(
  palette: 'oxygen' | 'activity',
  oxygen: OxygenNeeds & { most: number },
  dark: boolean,
): Paint {
  const field = Limit.drugs;
  if (palette === 'activity') {
    const range = activityRange(oxygen);
    return { shown: { by: 'field', field, range }, colours: activityWords(oxygen, dark) };
  }
  const range = upTo(oxygen.most);
  const colours = rampWords('cividis', Limit.rampColours, rampFromIn(dark));
  return { shown: { by: 'field', field, range }, colours };
}

/** Compartments beside one another in one tile, dishes on one scale. */
function compose(
  image: Uint8Array,
  imageWidth: number,
  [left, top]: readonly [number, number],
  drawn: Drawn,
): void {
  const boxWidth = Math.floor((TILE_WIDTH - MARGIN) / drawn.length) - MARGIN;
  const room = Math.min(boxWidth, TILE_HEIGHT - 2 * MARGIN);
  const widest = Math.max(...drawn.filter(({ tissue }) => !tissue).map(({ sites }) => sites));
  drawn.forEach((picture, index) => {
    const share = picture.tissue ? 1 : picture.sites / widest;
    const edge = Math.max(1, Math.min(Math.round(room * share), MOST_PIXELS * picture.sites));
    const longer = Math.max(picture.width, picture.height);
    const [width, height] = [picture.width, picture.height].map((own) => Math.round((edge * own) / longer));
    const x = left + MARGIN + index * (boxWidth + MARGIN) + ((boxWidth - width!) >> 1);
    const y = top + ((TILE_HEIGHT - height!) >> 1);
    const box = { x, y, width: width!, height: height! };
    for (const pixels of picture.pixels)
      scale({ pixels, width: picture.width, height: picture.height }, image, imageWidth, box);
  });
}

interface Layer {
  pixels: Uint8ClampedArray;
  width: number;
  height: number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Each pixel of the box the mean of what it covers; the source is premultiplied by alpha, the image is not. */
function scale(source: Layer, image: Uint8Array, imageWidth: number, box: Box): void {
  const across = source.width / box.width;
  const down = source.height / box.height;
  for (let y = 0; y < box.height; y++) {
    for (let x = 0; x < box.width; x++) {
      const mean = meanOf(source, x * across, (x + 1) * across, y * down, (y + 1) * down);
      lay(mean, image, 4 * ((box.y + y) * imageWidth + box.x + x));
    }
  }
}

/** Steps of each channel: an image of more is far larger, and looks the same. */
const STEPS = 31;
const step = (value: number) => Math.round((Math.round((value / 255) * STEPS) / STEPS) * 255);

/** A premultiplied colour over what is there. */
function lay(over: readonly number[], image: Uint8Array, at: number): void {
  const [, , , alpha = 0] = over;
  const under = (image[at + 3] ?? 0) * (1 - alpha / 255);
  const both = alpha + under;
  if (both === 0) return;
  for (let channel = 0; channel < 3; channel++) {
    const sum = (over[channel] ?? 0) * 255 + (image[at + channel] ?? 0) * under;
    image[at + channel] = step(sum / both);
  }
  image[at + 3] = step(both);
}

function meanOf({ pixels, width }: Layer, x0: number, x1: number, y0: number, y1: number): number[] {
  const sum = [0, 0, 0, 0];
  for (let y = Math.floor(y0); y < y1; y++) {
    const high = Math.min(y + 1, y1) - Math.max(y, y0);
    for (let x = Math.floor(x0); x < x1; x++) {
      const weight = high * (Math.min(x + 1, x1) - Math.max(x, x0));
      for (let channel = 0; channel < 4; channel++) {
        sum[channel]! += weight * (pixels[4 * (y * width + x) + channel] ?? 0);
      }
    }
  }
  const area = (x1 - x0) * (y1 - y0);
  return sum.map((value) => value / area);
}
