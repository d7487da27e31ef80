/** Names the tests that needed another try, and why, where nobody can overlook them: after all else. */
import { writeSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

export default class Retried implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const tries = test.diagnostic()?.retryCount ?? 0;
        if (tries > 0)
          names.push(
            `Retried: ${module.relativeModuleId} > ${test.fullName} (${test.result().state}): ${firstFault(test)}`,
          );
      }
    }
    if (names.length > 0) process.on('exit', () => writeSync(1, `${names.join('\n')}\n`));
  }
}

/** What the first try failed at, in one line: the sentence, and where in the tests. */
function firstFault(test: TestCase): string {
  const [error] = test.result().errors ?? [];
  const place = /tests\/[\w/.]+:\d+/.exec(error?.stack ?? '')?.[0] ?? 'a place unknown';
  return `${(error?.message ?? 'nothing said').split('\n')[0]} at ${place}`;
}
