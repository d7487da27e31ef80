/** README.txt beside the files of a run: what each is, in which units, how to read and to cite it. */
import { version } from '../../package.json';
import type { Patient } from '../patient/patient';
import { number } from './csv';

/** What a file holds, by its name. */
const ABOUT: Record<string, string> = {
  'scenario.json': `The complete scenario with its seed, and what was changed or given by hand with its time. Run again, on the page
or by "clonarium run scenario.json", it gives this run, bit for bit.`,
  'result.json': 'Hash, counts by class, response to treatment and chronicle.',
  'summary.csv': `The run over time: one row per output time and resistance class, with several compartments also per
compartment. hours, day: since the beginning. cells, births, deaths: numbers. ..._uM: micromolar.`,
  'chronicle.csv': 'What happened: day, kind, and a sentence.',
  'clones.csv': `Every clone ever born, in the order of birth: identity, parent, compartment, hour and day of birth, what it
began with (alteration, gene, variant, copies), class, living cells, those with all that came from it (clade_cells), most
cells at an output (peak_cells), the hour of the first output that found none (gone_hours), and how many mutations it began
with (mutations).`,
  'edges.csv': 'Which clone came from which, as ggmuller reads it: Parent, Identity.',
  'population.csv': `Cells of each clone over time, as ggmuller reads it: Time in days, Identity, Population in cells. Clones that
have stayed small are counted within the clone that they came from.`,
  'evofreq.csv': `The same as EvoFreq reads it: parents, clones, then a column per output time, named by its day. In R:
read.csv("evofreq.csv", check.names = FALSE).`,
  'tree.nwk': `The tree of living clones (Newick): tips are clones that live, n7 is the fork at which clone 7 was born; lengths
in days.`,
  'phylogeny.csv': `Every clone in the ALife phylogeny standard; origin_time and destruction_time in days, inf: it lives.`,
  'diversity.csv': `How various the clones are over time: how many, Shannon index (nats), Simpson index, and expected
heterozygosity per gene, the chance that two cells differ in it (0 to 1).`,
  'cells.csv': `Every living cell in the columns of PhysiCell: x, y, z in micrometres from the middle of the tissue (empty where
cells have no places), type (the class, or normal), compartment, clone (identity), level of expression, genotype (copies
of genes, variants by number, losses), and drug inside the cell in micromolar. As tumour.cells of a scenario it founds the
same populations again.`,
  'cells.vtp': `Every cell of the tissue as a point with data, for ParaView (VTK): micrometres from the middle; class 0 sensitive,
1 pump, 2 amplified, 3 altered, 4 lost, 5 uptake, 6 metabolism, 7 several, 8 normal; the rest as in cells.csv.`,
  'fields.vti': `What lies between the cells, as an image of voxels for ParaView (VTK): micromolar of drugs, mmHg of oxygen.`,
  'vaf.csv': `What bulk sequencing of each compartment would read: cells that carry each alteration, its expected variant
allele frequency (half their share of all cells), reads at the site (depth), reads that tell of it (alternate), their share
(vaf), and which of its clone's mutations it is (site).`,
  'samples.csv': `Samples that were taken, numbered: kind (bulk, region, needle, cells one by one), compartment, where (micrometres
from the middle of the tissue), cells of the tumour in it, normal cells, and how many clones its cells are of.`,
  'sample_vaf.csv': `What sequencing each sample in bulk would read, as in vaf.csv; cell_fraction is of all cells in the sample, normal
ones among them.`,
  'single_cells.csv': `Cells that were taken one by one: sample, cell, place, class, clone (identity), and how many mutations it carries.`,
  'single_cell_calls.csv': `Every mutation that those cells carry (identity of the clone that it began, and site, which of that clone's
it is): called 1, or 0 where it has dropped out.`,
  'sfs.csv': `The site-frequency spectrum of each compartment: how many mutations (and of them passengers) are carried by exactly so
many cells (carriers, and their share of all cells), how many by at least so many but not all (subclonal_at_least), and what
neutral theory expects there at the scenario's own rates (neutral_at_least; empty without passengers).`,
  'subclasses.csv': `Parts of the classes over time: cells per variant of a target (class altered), and per number of copies of a
gene, from copies_from to copies_to (classes pump and amplified; of MDR1 beyond the silent ones). Parts add up to the class.`,
};

const COPIES = `The same rows as Parquet, with types: empty fields are null. Version, seed, hours, run hash and scenario are in the
metadata of the file (clonarium.version, clonarium.seed, ...). Python: pandas.read_parquet(name); DuckDB: FROM 'name';
R: arrow::read_parquet(name).`;
for (const name of ['clones', 'population', 'cells']) ABOUT[`${name}.parquet`] = COPIES;

const LOADING = `HOW TO READ THEM

R
  summary <- read.csv("summary.csv")
  clones <- read.csv("clones.csv")
  library(ggmuller)
  Muller_plot(get_Muller_df(read.csv("edges.csv"), read.csv("population.csv")))
  library(ape); plot(read.tree("tree.nwk"))

Python
  import pandas
  summary = pandas.read_csv("summary.csv")
  population = pandas.read_csv("population.csv").pivot(index="Time", columns="Identity", values="Population")

DuckDB
  SELECT class, max(cells) FROM 'summary.csv' GROUP BY class;
  SELECT alteration, gene, count(*) FROM 'clones.csv' GROUP BY ALL ORDER BY 3 DESC;
`;

export interface Contents {
  /** Files that are there, in their order. */
  files: readonly string[];
  /** Sentences on what is not there, and why. */
  missing: readonly string[];
}

export function readme(patient: Patient, { files, missing }: Contents): string {
  const { scenario, hours } = patient;
  const sinceHours = patient.parts.records.counted?.courses[0]?.rows[0]?.hours ?? 0;
  const day = number(hours / 24);
  const parts = [
    `Clonarium ${version}: ${scenario.title}\n`,
    [
      `seed        ${scenario.seed}`,
      `day         ${day}`,
      `cells       ${patient.cells}`,
      `run hash    ${patient.hash()}`,
      '',
    ].join('\n'),
    'A run of a simulation. Nothing here says anything about a person.\n',
    `FILES\n\n${files.map((file) => `${file}\n${indented(ABOUT[file] ?? '')}\n`).join('\n')}`,
    'A clone has the same number (identity) in all files; 0 stands for what all founders came from. Fields are separated\nby commas, decimals by points, and the text is UTF-8.\n',
    ...(sinceHours > 0
      ? [
          `Clones are counted over time since day ${number(sinceHours / 24)}: what is over time begins there.\n`,
        ]
      : []),
    ...missing.map((sentence) => `${sentence}\n`),
    LOADING,
    `HOW TO CITE

The Clonarium authors. Clonarium: a browser laboratory of individual cancer cells and drug resistance. Version
${version}. Give the scenario (scenario.json), the seed ${scenario.seed}, day ${day} and the run hash
${patient.hash()} too: with them anyone can repeat the run exactly. Cite the sources of the
parameters that you rely on as well.
`,
  ];
  return parts.join('\n');
}

const indented = (text: string) =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
