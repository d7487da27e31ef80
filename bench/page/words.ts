/** Names of cases as the page writes them. */
import { tickLabel } from '../../src/ui/words/format';
import type { Case, ResponseName } from '../cases';

const LAWS: Record<ResponseName, string> = {
  none: '',
  hill: 'Hill',
  inhibitor: 'bound',
  tight: 'bound, pumped',
};

const LAW_HELP: Record<ResponseName, string> = {
  none: 'No drug: cells divide and die.',
  hill: 'Drug pumped out of the cell; a Hill curve of the free drug gives its effect.',
  inhibitor: 'Drug bound tightly to its target (Morrison 1969), not pumped.',
  tight: 'Drug pumped out and bound tightly to its target: the hardest path.',
};

/** `2 drugs, Hill`, `no drug`, `1 drug, bound, mixed`: of a thousand phenotypes. */
export function kindName({ drugs, phenotypes, response }: Omit<Case, 'cells'>): string {
  const many = phenotypes > 1 ? ', mixed' : '';
  if (drugs === 0) return `no drug${many}`;
  return `${drugs} drug${drugs > 1 ? 's' : ''}, ${LAWS[response]}${many}`;
}

/** The law, and what `mixed` means, in a sentence each. */
export function kindHelp({ phenotypes, response }: Case): string {
  const many = phenotypes > 1 ? ` ${phenotypes} phenotypes, mixed at random cell by cell.` : '';
  return LAW_HELP[response] + many;
}

export const cellsName = (cells: number): string => `${tickLabel(cells)} cells`;

export const threadsName = (threads: number): string => `${threads} thread${threads > 1 ? 's' : ''}`;

/** Three digits: 0.82, 5.28, 11.3, 118. */
export const nanoseconds = (value: number): string =>
  value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
