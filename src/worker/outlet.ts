/** Hands frames out: at most one under way, and no faster than the page can draw unless it must know at once. */
import type { Frame } from './protocol';

const FRAME_MILLISECONDS = 66;

/** Takes a frame and resolves once the page has drawn it. */
export type FrameSink = (frame: Frame) => Promise<void>;

export class Outlet {
  private sink: FrameSink | null = null;
  private busy = false;
  private wanted = false;
  private sentAt = 0;

  /** @param cut the frame of this moment; null where there is none to show */
  constructor(private readonly cut: () => Frame | null) {}

  /** Frames go there from now on. */
  direct(sink: FrameSink | null): void {
    this.sink = sink;
    this.busy = false;
  }

  send(atOnce: boolean): void {
    const { sink } = this;
    if (sink === null) return;
    if (this.busy) {
      this.wanted ||= atOnce;
      return;
    }
    const now = performance.now();
    if (!atOnce && now - this.sentAt < FRAME_MILLISECONDS) return;
    const frame = this.cut();
    if (frame === null) return;
    this.sentAt = now;
    this.wanted = false;
    this.busy = true;
    sink(frame).finally(() => {
      if (this.sink !== sink) return;
      this.busy = false;
      if (this.wanted) this.send(true);
    });
  }
}
