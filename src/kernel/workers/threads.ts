import type { KernelInstance } from '../instantiate';
import { canShare, Pool } from './pool';

/** Threads that one compartment may use; more only wait for each other. */
export const MAX_THREADS = 16;

/** The threads of one compartment: each an instance of the same module on the same memory. */
export class ThreadCrew {
  private constructor(
    private readonly instance: KernelInstance,
    private readonly others: Pool,
  ) {}

  get size(): number {
    return 1 + this.others.size;
  }

  /**
   * Starts `threads − 1` helpers and waits until all of them listen.
   * Where memory cannot be shared (a page that is not cross-origin isolated) the crew is the caller alone.
   */
  static async gather(instance: KernelInstance, threads: number): Promise<ThreadCrew> {
    const wanted = canShare() ? Math.min(Math.max(1, Math.floor(threads)), MAX_THREADS) : 1;
    const { module, memory } = instance;
    const tasks = Array.from({ length: wanted - 1 }, (_, index) => ({
      kind: 'thread' as const,
      module,
      memory,
      thread: index + 1,
    }));
    return new ThreadCrew(instance, await Pool.start(tasks, () => instance.exports.listening()));
  }

  disband(): void {
    if (this.others.size > 0) this.instance.exports.dismiss();
    this.others.end();
  }
}
