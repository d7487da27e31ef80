/** Numbers and names as sentences need them. */
import { Alteration } from '../../kernel/model';
import type { CloneRecord } from '../../kernel/observation';
import type { Scenario } from '../../scenario/scenario';
import type { Order } from '../treatment/rules';

/** 812, 48,300, 1.24 M. */
export function count(cells: number): string {
  if (cells >= 999_500) return `${(cells / 1e6).toPrecision(3)} M`;
  const rounded = cells >= 10_000 ? Number(cells.toPrecision(3)) : Math.round(cells);
  return String(rounded).replace(/\B(?=(\d{3})+$)/g, ',');
}

export const cells = (number: number) => `${count(number)} ${number === 1 ? 'cell' : 'cells'}`;

/** A share of one as a percentage with two significant digits. */
export function percent(share: number): string {
  const value = share * 100;
  if (value === 0) return '0%';
  if (value > 99 && value < 100) return `${Math.min(99.9, Number(value.toFixed(1)))}%`;
  return value >= 1 ? `${Number(value.toPrecision(2))}%` : `${Number(value.toPrecision(1))}%`;
}

/** Days from hours, to a tenth. */
export function days(hours: number): string {
  return String(Number((hours / 24).toFixed(1)));
}

export function dayCount(hours: number): string {
  const text = days(hours);
  return `${text} ${text === '1' ? 'day' : 'days'}`;
}

/** A length in a tissue with two significant digits: "0.4 mm", "0.085 mm". */
export const millimetres = (micrometres: number) => `${Number((micrometres / 1000).toPrecision(2))} mm`;

/** A name at the beginning of a sentence; one with capitals of its own stays as it is. */
export const capital = (name: string) => name.replace(/^[a-z](?=[a-z ]|$)/, (letter) => letter.toUpperCase());

/** What a clone's alteration did, with the names of this scenario: "BCR-ABL T315I", "3 copies of DHFR". */
export function alterationName(scenario: Scenario, clone: CloneRecord): string {
  const { genotype } = clone;
  const target = scenario.targets[clone.target];
  const name = target?.name ?? 'the target';
  const copies = genotype.copies[clone.target];
  const allele = genotype.alleles[clone.target]!;
  switch (clone.alteration) {
    case Alteration.pumpGain:
      return 'an active MDR1 copy';
    case Alteration.pumpFurtherGain:
      return `${genotype.pumpCopies} MDR1 copies`;
    case Alteration.pumpLoss:
      return genotype.pumpCopies === 0
        ? 'MDR1 silent again'
        : `MDR1 back at ${genotype.pumpCopies} ${genotype.pumpCopies === 1 ? 'copy' : 'copies'}`;
    case Alteration.targetGain:
    case Alteration.targetFurtherGain:
      return `${copies} copies of ${name}`;
    case Alteration.targetCopyLoss:
      return `${name} back at ${copies} ${copies === 1 ? 'copy' : 'copies'}`;
    case Alteration.targetVariant:
      return `${name} ${target?.variants[allele - 1]?.name ?? 'variant'}`;
    case Alteration.targetLoss:
      return `${name} lost`;
    case Alteration.carrierLoss:
      return genotype.carrierLoss > 1 ? 'the influx carrier lost' : 'the influx carrier reduced';
    case Alteration.metabolismGain:
      return genotype.metabolism > 1 ? 'high drug metabolism' : 'raised drug metabolism';
    case Alteration.retentionLoss:
      return genotype.retentionLoss > 1 ? 'retention of the drug lost' : 'retention of the drug reduced';
    case Alteration.repairGain:
      return genotype.repair > 1 ? 'high repair' : 'raised repair';
    case Alteration.mutator:
      return 'the mutator phenotype';
    case Alteration.passenger:
      return `${clone.target} passenger ${clone.target === 1 ? 'mutation' : 'mutations'}`;
    default:
      return 'no alteration';
  }
}

/** Everything in which a genotype differs from the founder: "2 MDR1 copies, BCR-ABL T315I". */
export function genotypeName(scenario: Scenario, { genotype }: CloneRecord): string {
  const parts: string[] = [];
  if (genotype.pumpCopies > 0) {
    parts.push(`${genotype.pumpCopies} MDR1 ${genotype.pumpCopies === 1 ? 'copy' : 'copies'}`);
  }
  scenario.targets.forEach((target, index) => {
    const allele = genotype.alleles[index]!;
    const copies = genotype.copies[index]!;
    if (genotype.lost[index]) parts.push(`${target.name} lost`);
    else if (allele > 0) parts.push(`${target.name} ${target.variants[allele - 1]?.name ?? 'variant'}`);
    if (copies > 1 && !genotype.lost[index]) parts.push(`${copies} copies of ${target.name}`);
  });
  if (genotype.carrierLoss > 0) parts.push(genotype.carrierLoss > 1 ? 'carrier lost' : 'carrier reduced');
  if (genotype.metabolism > 0) parts.push('raised drug metabolism');
  if (genotype.retentionLoss > 0) {
    parts.push(genotype.retentionLoss > 1 ? 'retention lost' : 'retention reduced');
  }
  if (genotype.repair > 0) parts.push(genotype.repair > 1 ? 'high repair' : 'raised repair');
  if (genotype.mutator) parts.push('mutator');
  return parts.length === 0 ? 'no alteration' : parts.join(', ');
}

const SCHEDULE_WORDS: Record<string, string> = {
  doseMg: 'the dose of',
  levelMicromolar: 'the level of',
  infusionHours: 'the length of a dose of',
  everyHours: 'the time between doses of',
  doses: 'the number of doses of',
  startDay: 'the treatment day of the first dose of',
};

/** What a path means to a reader: "the dose of imatinib", "days on (the cycle of imatinib)". */
export function valueName({ drugs, inhibitor, rules }: Scenario, path: string, label: string): string {
  const [, list, index, key] =
    /^(drugs|rules|inhibitor)(?:\[(\d+)\])?\.(?:schedule\.)?(\w+)$/.exec(path) ?? [];
  const plain = label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
  if (list === 'rules') {
    const rule = rules[Number(index)];
    const whose = rule === undefined || rule.drug === '' ? '' : ` of ${rule.drug}`;
    return `${plain} (${rule?.kind ?? 'rule'}${whose})`;
  }
  const agent = list === 'drugs' ? drugs[Number(index)] : list === 'inhibitor' ? inhibitor : null;
  if (agent === null || agent === undefined) return plain;
  return `${SCHEDULE_WORDS[key ?? ''] ?? `${plain} of`} ${agent.name}`;
}

/** What a treatment rule has ordered: "imatinib is held: burden at 48% of its start." */
export function orderSentence(order: Order): string {
  switch (order.kind) {
    case 'hold':
      return `${order.drug} is held: ${order.because}.`;
    case 'resume':
      return `${order.drug} is given again: ${order.because}.`;
    case 'dose':
      return `${order.drug} is now given at ${Number(order.factor.toPrecision(3))} times its first dose.`;
    case 'switch':
      return `${order.to} takes the place of ${order.drug}: ${order.because}.`;
    case 'resect':
      return `${percent(order.share)} of ${order.compartment} is removed, ${order.because}.`;
  }
}
