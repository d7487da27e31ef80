/** The files that the terminal's --export writes, one by one, and all of them in a zip. */
import type { ExportName } from '../../worker/protocol';
import { useSession } from '../state/chosen';
import { saveAll, saveFiles } from './save';

const FILES: readonly [name: ExportName, label: string, help: string][] = [
  ['clones', 'Clones', 'clones.csv: every clone ever born, with its parent, birth, alteration and cells'],
  ['muller', 'For ggmuller', 'edges.csv and population.csv: who came from whom, and cells over time'],
  ['wide', 'For EvoFreq', 'evofreq.csv: a row per clone, a column per output time'],
  ['newick', 'Tree', 'tree.nwk: the tree of living clones, in Newick format'],
  ['alife', 'Phylogeny', 'phylogeny.csv: every clone in the ALife phylogeny standard'],
  ['diversity', 'Diversity', 'diversity.csv: clones, Shannon, Simpson and heterozygosity over time'],
  ['cells', 'Cells', 'cells.csv: every living cell, in the columns of PhysiCell'],
  [
    'subclasses',
    'Variants and copies',
    'subclasses.csv: cells per variant and per copies of each gene over time',
  ],
  ['vtk', 'For ParaView', 'cells.vtp and fields.vti: the tissue, cells and what lies between them, as VTK'],
  ['vaf', 'Sequencing', 'vaf.csv: what bulk sequencing at 100 reads a site would find'],
  ['sfs', 'Spectrum', 'sfs.csv: how many mutations are carried by how many cells, beside neutral theory'],
  ['parquet', 'Parquet', 'Clones, population and cells as typed tables, for pandas, DuckDB, R and Arrow'],
];

export function CloneFiles() {
  const inTissue = useSession(({ running }) => running.tumour.tissue !== null);
  return (
    <section class="clone-files" aria-label="Files of clones and cells">
      <h2>Files</h2>
      <div>
        {FILES.filter(([name]) => inTissue || name !== 'vtk').map(([name, label, help]) => (
          <button key={name} type="button" title={help} onClick={() => void saveFiles(name)}>
            {label}
          </button>
        ))}
        <button
          type="button"
          title="Every file of the run in one zip, with a README on what each is and how to read and cite it"
          onClick={() => void saveAll()}
        >
          All of it
        </button>
      </div>
    </section>
  );
}
