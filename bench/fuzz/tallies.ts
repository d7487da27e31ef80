/** What became of the inputs of each target. */
interface Tally {
  inputs: number;
  accepted: number;
  failures: Map<string, { count: number; first: string }>;
}

export class Tallies {
  private readonly begun = Date.now();
  private readonly of: Map<string, Tally>;

  constructor(names: readonly string[]) {
    this.of = new Map(names.map((name) => [name, { inputs: 0, accepted: 0, failures: new Map() }]));
  }

  get failed(): boolean {
    return [...this.of.values()].some(({ failures }) => failures.size > 0);
  }

  add(name: string, inputs: number, accepted: number): void {
    const tally = this.of.get(name) as Tally;
    tally.inputs += inputs;
    tally.accepted += accepted;
  }

  fail(name: string, index: number, failure: string, detail: string): void {
    const { failures } = this.of.get(name) as Tally;
    const known = failures.get(failure);
    if (known) known.count++;
    else failures.set(failure, { count: 1, first: `--only ${name}:${index}  ${detail}` });
  }

  print(): void {
    const lines = [`after ${((Date.now() - this.begun) / 1000).toFixed(0)} s`];
    for (const [name, { inputs, accepted, failures }] of this.of) {
      const failed = [...failures.values()].reduce((sum, { count }) => sum + count, 0);
      lines.push(
        `  ${name.padEnd(10)} ${inputs} inputs, ${accepted} taken, ${inputs - accepted - failed} refused, ${failed} failures`,
      );
      for (const [kind, { count, first }] of failures)
        lines.push(`    ${count} × ${kind}: ${JSON.stringify(first)}`);
    }
    process.stdout.write(`${lines.join('\n')}\n`);
  }
}
