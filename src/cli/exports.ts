/** `--export`: what of a run's clones and cells is written beside its summary. */

import { EXPORT_NAMES, type ExportName, needsOf } from '../export/lineage/exports';
import { SEQUENCING, type Sequencing } from '../export/lineage/vaf';
import { byPlace, type SamplePlan, samplesOf, textOf } from '../export/sampling/plan';
import type { Variant } from '../kernel/compartmentKernel';
import { COUNTED_FROM } from '../patient/lineage/counting';
import { hasTissue } from '../scenario/compartments';
import type { Scenario } from '../scenario/schema';
import { UsageError } from './failure';
import { type OptionTable, oneOf, type ParsedOptions, quote, wholeNumber } from './options';

const MOST_READS = 1_000_000;

export const exportOptions: OptionTable = {
  export: {
    value: 'NAMES',
    help: `write these too, with commas between them, or all: ${EXPORT_NAMES.join(', ')}`,
  },
  purity: {
    value: 'SHARE',
    help: `of vaf and samples: share of tumour cells in a sample (default ${SEQUENCING.purity})`,
  },
  depth: { value: 'N', help: `of vaf and samples: reads at each site (default ${SEQUENCING.depth})` },
  samples: {
    value: 'TEXT',
    help: `what samples takes: "bulk; region X,Y RADIUS; needle X,Y X,Y WIDTH; cells COUNT", µm from the middle of the tissue (default "${SEQUENCING.samples.map(textOf).join('; ')}")`,
  },
  dropout: {
    value: 'SHARE',
    help: `of samples: mutations of single cells that are not called (default ${SEQUENCING.dropout})`,
  },
};

export interface ExportPlan {
  names: readonly ExportName[];
  /** All were asked for by that word: with a README on what each file is. */
  everything: boolean;
  sequencing: Sequencing;
}

export function readExports(options: ParsedOptions): ExportPlan {
  const given = options.text('export');
  const everything = given?.trim() === 'all';
  const names = everything
    ? EXPORT_NAMES
    : (given?.split(',').map((name) => oneOf('export', name.trim(), EXPORT_NAMES)) ?? []);
  if (names.length > 0 && options.text('out') === undefined) {
    throw new UsageError(`--export: ${quote(given ?? '')} needs --out DIR to write into`);
  }
  refuseUseless(options, ['purity', 'depth'], names, ['vaf', 'samples']);
  refuseUseless(options, ['samples', 'dropout'], names, ['samples']);
  const of = <T>(name: string, usual: T, read: (text: string) => T) => {
    const text = options.text(name);
    return text === undefined ? usual : read(text);
  };
  return {
    names: [...new Set(names)],
    everything,
    sequencing: {
      purity: of('purity', SEQUENCING.purity, (text) => share('purity', text)),
      depth: of('depth', SEQUENCING.depth, (text) => wholeNumber('depth', text, 1, MOST_READS)),
      dropout: of('dropout', SEQUENCING.dropout, (text) => share('dropout', text)),
      samples: of('samples', SEQUENCING.samples, samplesIn),
    },
  };
}

/** Options that concern exports which nobody asked for. */
function refuseUseless(
  options: ParsedOptions,
  concerned: readonly string[],
  names: readonly ExportName[],
  users: readonly ExportName[],
): void {
  for (const name of concerned) {
    const value = options.text(name);
    if (value !== undefined && !users.some((user) => names.includes(user))) {
      throw new UsageError(`--${name}: ${quote(value)} is of no use without --export ${users.join(' or ')}`);
    }
  }
}

function samplesIn(text: string): SamplePlan[] {
  try {
    return samplesOf(text);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--samples: ${error.message}`);
    throw error;
  }
}

function share(name: string, text: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!(value >= 0 && value <= 1))
    throw new UsageError(`--${name}: ${quote(text)} is not a share from 0 to 1`);
  return value;
}

/** Asks a scenario that is yet to run for what its exports need. */
export function countClones(scenario: Scenario, { names }: ExportPlan): void {
  if (needsOf(names).has('counts') && scenario.cloneCountsFrom === 0) scenario.cloneCountsFrom = COUNTED_FROM;
}

/** @throws UsageError where a run that is under way cannot give what is asked for */
export function checkExports(
  { names, everything, sequencing }: ExportPlan,
  scenario: Scenario,
  variant: Variant,
): void {
  const { cloneCountsFrom } = scenario;
  const needs = needsOf(names);
  const counts = needs.get('counts');
  if (counts !== undefined && cloneCountsFrom === 0) {
    throw new UsageError(
      `--export: ${counts} needs clones counted over time, which this run has not done; run it with --set cloneCountsFrom=${COUNTED_FROM}`,
    );
  }
  const places = needs.get('places');
  if (places !== undefined && !everything && !hasTissue(scenario)) {
    throw new UsageError(
      `--export: ${places} shows cells in their places, and those of this scenario have none (tumour.tissue is null)`,
    );
  }
  const placed = sequencing.samples.find(byPlace);
  if (placed !== undefined && !hasTissue(scenario)) {
    throw new UsageError(
      `--samples: "${textOf(placed)}" takes cells by their places, and those of this scenario have none (tumour.tissue is null)`,
    );
  }
  const cells = needs.get('cells');
  if (cells !== undefined && variant === 'reference') {
    throw new UsageError(
      `--export: ${cells} needs a list of cells, which the reference kernel does not give`,
    );
  }
}
