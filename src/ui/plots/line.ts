/** One line of a plot, as legend, canvas and exported picture draw it. */
import { type CountMark, classMarks, tissueMarks } from '../readouts/classes';
import { classColour, inks } from '../shell/theme';

export interface Line {
  /** The same key in every plot, so that switching a class off does so everywhere. */
  key: string;
  /** Of a part of a class: the key of the class, switched off with it. */
  within?: string;
  label: string;
  help: string;
  colour(): string;
  dash: number[];
  width: number;
  /** Opacity of the area under the line; none when left out. */
  area?: number;
}

export const classLine = (mark: CountMark): Line => ({
  key: mark.name,
  label: mark.label,
  help: mark.help,
  colour: () => classColour(mark),
  dash: mark.dash,
  width: mark.width,
});

export const classLines: Line[] = classMarks.map(classLine);
export const tissueLines: Line[] = tissueMarks.map(classLine);

export const inkLine = (
  key: string,
  label: string,
  help: string,
  width: number,
  dash: number[] = [],
): Line => ({
  key,
  label,
  help,
  colour: () => inks().ink,
  dash,
  width,
});
