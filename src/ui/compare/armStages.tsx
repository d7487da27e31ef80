/** The cells of every arm beside one another, as its own kernel has them, on one scale and in the same colours. */
import { useEffect, useRef } from 'preact/hooks';
import type { ArmPicture } from '../../worker/compare/messages';
import { classMarks } from '../readouts/classes';
import { Swatch } from '../shell/swatch';
import { classColour, dark } from '../shell/theme';
import { useStore } from '../state/store';
import { day, exact, short } from '../words/format';
import type { Arm, ArmsState } from './arms';
import { armLine } from './armsPlot';

/** Of the widest picture, left free around it. */
const MARGIN = 0.04;

export function ArmStages({ state: { arms } }: { state: ArmsState }) {
  const pictures = arms.flatMap(({ seen }) => seen?.pictures ?? []);
  if (pictures.length === 0) return null;
  // Of each compartment the widest of any arm, so that their sizes can be compared.
  const sites = new Map<string, number>();
  for (const { name, sites: own } of pictures) sites.set(name, Math.max(own, sites.get(name) ?? 1));
  const mixed = pictures.some(({ tissue }) => !tissue);
  const present = classMarks.filter((_, index) =>
    pictures.some(({ cellsByClass }) => (cellsByClass[index] ?? 0) > 0),
  );
  return (
    <section aria-label="Cells of each arm">
      <div class="compare-stages">
        {arms.map((arm, index) => (
          <ArmStage key={arm.label} arm={arm} index={index} sites={sites} />
        ))}
      </div>
      <ul class="compare-classes">
        {present.map((mark) => (
          <li key={mark.name}>
            <span style={{ background: classColour(mark) }} />
            {mark.label}
          </li>
        ))}
      </ul>
      <p class="compare-soft">
        Every arm is drawn from its own cells, all on one scale.
        {mixed && ' Discs are mixed cultures: where a cell is drawn in them means nothing.'}
      </p>
    </section>
  );
}

function ArmStage({ arm, index, sites }: { arm: Arm; index: number; sites: ReadonlyMap<string, number> }) {
  const { label, seen } = arm;
  const pictures = seen?.pictures ?? [];
  const cells = pictures.reduce((sum, picture) => sum + picture.cells, 0);
  return (
    <figure class="compare-stage" data-stage={label}>
      <div>
        {pictures.map((picture) => (
          <Cells
            key={picture.name}
            arm={label}
            picture={picture}
            across={sites.get(picture.name) ?? 1}
            named={pictures.length > 1}
          />
        ))}
      </div>
      <figcaption>
        <Swatch line={armLine(arm, index)} /> {label}
        <output aria-live="off" title={exact(cells)}>
          {seen === null ? '…' : `day ${day(seen.hours / 24)}: ${count(cells)} cells`}
        </output>
      </figcaption>
    </figure>
  );
}

const count = (cells: number) => (cells < 10_000 ? exact(cells) : short(cells));

interface CellsProps {
  arm: string;
  picture: ArmPicture;
  /** Sites that are as wide as the canvas. */
  across: number;
  /** Whether there are others, so that each says which it is. */
  named: boolean;
}

function Cells({ arm, picture, across, named }: CellsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDark = useStore(dark, (value) => value);
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const draw = () => paint(element, picture, across, isDark);
    const size = new ResizeObserver(draw);
    size.observe(element);
    draw();
    return () => size.disconnect();
  }, [picture, across, isDark]);
  return (
    <div>
      {named && (
        <small>
          {picture.name} {count(picture.cells)}
        </small>
      )}
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${picture.name} of ${arm}: ${exact(picture.cells)} cells`}
        data-sites={picture.sites}
      />
    </div>
  );
}

function paint(canvas: HTMLCanvasElement, picture: ArmPicture, across: number, isDark: boolean): void {
  const pixels = picture.pixels[Number(isDark)];
  if (pixels === undefined) return;
  const edge = Math.round(canvas.clientWidth * devicePixelRatio);
  const own = new OffscreenCanvas(picture.width, picture.height);
  own.getContext('2d')?.putImageData(new ImageData(pixels, picture.width, picture.height), 0, 0);
  canvas.width = edge;
  canvas.height = edge;
  const context = canvas.getContext('2d');
  if (context === null || edge === 0) return;
  const scale = (((1 - 2 * MARGIN) * edge) / across) * (picture.sites / picture.width);
  const [width, height] = [picture.width * scale, picture.height * scale];
  // Cells that are smaller than a pixel are mixed; larger ones keep their edges.
  context.imageSmoothingEnabled = scale < 1;
  context.imageSmoothingQuality = 'high';
  context.drawImage(own, (edge - width) / 2, (edge - height) / 2, width, height);
}
