/** Kernels that the runs of this worker live on: made when they are wished for, and used again for what they suit. */
import { createGroup, type KernelGroup } from '../kernel/group';
import type { WasmVariant } from '../kernel/instantiate';
import { threadsToUse } from './device';

interface GroupWish {
  /** Which a fallback may not be. */
  asked: WasmVariant;
  /** Compartments. */
  size: number;
  /** Whether it must know tissues. */
  tissue: boolean;
}

interface Held extends GroupWish {
  group: KernelGroup;
}

export class Groups {
  private held: Held[] = [];
  private alone = false;

  /** No helpers from here on. */
  useNoHelpers(): void {
    this.alone = true;
  }

  /**
   * Kernels for a run to begin on.
   * @param running what another run lives on, which is left alone
   * @throws RangeError where there is no room for them beside it
   */
  async free(wish: GroupWish, running?: KernelGroup): Promise<KernelGroup> {
    return this.spare(wish, running) ?? this.make(wish);
  }

  /** Is given to no run any more. */
  forget(group: KernelGroup): void {
    this.held = this.held.filter((each) => each.group !== group);
  }

  /** One that was made for the same. Others are let go, since every one reserves gigabytes of addresses. */
  private spare({ asked, size, tissue }: GroupWish, running?: KernelGroup): KernelGroup | null {
    const suits = (each: Held) => each.size === size && each.tissue === tissue;
    for (const each of this.held) if (!suits(each) && each.group !== running) each.group.close();
    this.held = this.held.filter((each) => suits(each) || each.group === running);
    return (
      this.held.find((each) => each.asked === asked && suits(each) && each.group !== running)?.group ?? null
    );
  }

  private async make(wish: GroupWish): Promise<KernelGroup> {
    const { asked, size, tissue } = wish;
    const group = await createGroup(asked === 'simd' ? 'fastest' : asked, size, {
      threads: this.alone ? 1 : threadsToUse(size),
      tissue,
    });
    this.held.push({ ...wish, group });
    return group;
  }
}
