/** Names the tests that needed another try, where nobody can overlook them: after all else. */
import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export default class Retried implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const names: string[] = [];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const tries = test.diagnostic()?.retryCount ?? 0;
        if (tries > 0)
          names.push(`Retried: ${module.relativeModuleId} > ${test.fullName} (${test.result().state})`);
      }
    }
    if (names.length > 0) process.on('exit', () => writeSync(1, `${names.join('\n')}\n`));
  }
}
