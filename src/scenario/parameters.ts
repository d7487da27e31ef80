/** Every parameter of a scenario with its path, in the order in which lists and panels show them. */
import { scenario } from './description/scenario';
import type { AppliesWhen, Leaf, Node } from './description/tree';

export interface Parameter extends Leaf {
  /** Place in the scenario; `[]` stands for every element of a list: `drugs[].schedule.doseMg`. */
  path: string;
  /** Of itself and of what it lies in, with how many of the parts around it each goes by. */
  conditions: readonly { appliesWhen: AppliesWhen; depth: number }[];
}

function listed(node: Node, path: string, depth: number, around: Parameter['conditions']): Parameter[] {
  const own = node.appliesWhen as AppliesWhen | undefined;
  const conditions = own === undefined ? around : [...around, { appliesWhen: own, depth }];
  switch (node.kind) {
    case 'part':
      return Object.entries(node.keys).flatMap(([key, child]) =>
        listed(child, path === '' ? key : `${path}.${key}`, depth + 1, conditions),
      );
    case 'list':
      return listed(node.items, `${path}[]`, depth, conditions);
    default:
      return [{ ...node, path, conditions }];
  }
}

export const parameters: readonly Parameter[] = listed(scenario, '', 0, []).sort(
  (a, b) => a.chapter - b.chapter,
);

const byPath = new Map(parameters.map((parameter) => [parameter.path, parameter]));

/** The parameter of a path with or without indices. */
export function parameterAt(path: string): Parameter | undefined {
  return byPath.get(path.replace(/\[\d+\]/g, '[]'));
}

/** Whether any parameter anywhere has this last name, and where: for suggestions. */
export function pathsEndingWith(key: string): string[] {
  return parameters.map(({ path }) => path).filter((path) => path.split('.').pop() === key);
}

/** @param holders the parts that a value lies in, from the whole scenario inwards */
export function applies({ conditions }: Parameter, holders: readonly object[]): boolean {
  return conditions.every(({ appliesWhen, depth }) =>
    appliesWhen(...(holders.slice(0, depth).reverse() as never[])),
  );
}
