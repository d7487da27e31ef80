/** What each resistance class is called and how it is drawn, everywhere on the page; and what else is counted of a tissue. */
import type { ClassName } from '../../kernel/model';

export interface CountMark {
  name: string;
  label: string;
  /** One sentence for the dotted underline. */
  help: string;
  light: string;
  dark: string;
  /** Canvas dash in CSS pixels; empty is solid. */
  dash: number[];
  width: number;
}

/** Of lines that share a colour, or have nearly the same: what else tells them apart. */
export const DASHES: readonly number[][] = [[], [6, 3], [2, 2], [8, 3, 2, 3], [1, 3], [12, 4]];

interface ClassMark extends CountMark {
  name: ClassName;
}

// Derived from Okabe and Ito's palette, darkened or lightened for contrast on each surface.
export const classMarks: ClassMark[] = [
  {
    name: 'sensitive',
    label: 'sensitive',
    help: 'Cells without any resistance alteration.',
    light: '#6B7684',
    dark: '#A8B3C0',
    dash: [],
    width: 1.5,
  },
  {
    name: 'pump',
    label: 'pump (MDR1)',
    help: 'Cells with extra copies of MDR1, whose P-glycoprotein pumps the drug out.',
    light: '#C44E00',
    dark: '#FF8A3D',
    dash: [6, 3],
    width: 1.5,
  },
  {
    name: 'amplified',
    label: 'amplified target',
    help: 'Cells with more copies of the gene for the drug’s target than normal.',
    light: '#00805E',
    dark: '#2BC79B',
    dash: [2, 2],
    width: 1.5,
  },
  {
    name: 'altered',
    label: 'altered target',
    help: 'Cells whose target carries a point mutation that the drug binds less well.',
    light: '#005F99',
    dark: '#5BB3F0',
    dash: [8, 3, 2, 3],
    width: 1.5,
  },
  {
    name: 'lost',
    label: 'lost target',
    help: 'Cells that no longer make the drug’s target.',
    light: '#A64D82',
    dark: '#E79AC6',
    dash: [4, 4],
    width: 1.5,
  },
  {
    name: 'uptake',
    label: 'reduced uptake',
    help: 'Cells whose carrier brings less drug in.',
    light: '#A87000',
    dark: '#F2B134',
    dash: [10, 4],
    width: 1.5,
  },
  {
    name: 'metabolism',
    label: 'changed metabolism',
    help: 'Cells that convert the drug faster, keep less of it, or mend more of its damage.',
    light: '#7A6A00',
    dark: '#E5D94A',
    dash: [1, 3],
    width: 1.5,
  },
  {
    name: 'several',
    label: 'several',
    help: 'Cells with two or more kinds of resistance at once.',
    light: '#16191D',
    dark: '#FFFFFF',
    dash: [],
    width: 2,
  },
];

/** In the order of the columns of a tissue's course. */
export const tissueMarks: CountMark[] = [
  {
    name: 'hypoxic',
    label: 'short of oxygen',
    help: 'Living cells, of whichever class, that could not divide for want of oxygen.',
    light: '#5747C2',
    dark: '#A99DFF',
    dash: [12, 3, 2, 3, 2, 3],
    width: 1.5,
  },
  {
    name: 'debris',
    label: 'dead, not yet cleared',
    help: 'Places that still hold what dead cells have left.',
    light: '#8A5A3C',
    dark: '#C99A78',
    dash: [3, 6],
    width: 1.5,
  },
];
