/** Draws for whoever wishes it: a wish is answered once, as soon as there is something new to see. */
import { KernelMemoryError } from '../../kernel/wasmKernel';
import type { Compartment } from '../../patient/compartment';
import { Spares } from '../spares';

/** Drawing that waits for its turn takes at most this share of the time while the run goes on. */
const DRAWING_SHARE = 0.1;
const BYTES_PER_PIXEL = 4;
/** Of what is shown newly so many pictures do not wait: the first tells how large it is, the second is of all of it. */
const AT_ONCE = 2;

interface Wished {
  /** Something else is wished for than last time. */
  anew: boolean;
  /** Buffers of earlier pictures. */
  spare: ArrayBuffer[];
}

export interface Answer<Message> {
  message: Message;
  /** Goes with it, and comes back with a later wish. */
  pixels: ArrayBuffer[];
}

export abstract class Feed<Wish extends Wished, Message> {
  protected followed: Compartment | null = null;
  private wish: Wish | null = null;
  private readonly spares = new Spares();
  private playing = false;
  /** State of the last pictures. */
  private drawn = '';
  private notBefore = 0;
  /** Pictures yet to come that do not wait. */
  private atOnce = AT_ONCE;

  /** @param eager whether wishes, and other cells to follow, are answered at once even while the run goes on */
  constructor(
    private readonly port: MessagePort,
    private readonly eager: boolean,
  ) {
    port.onmessage = ({ data }: MessageEvent<Wish>) => {
      this.wish = data;
      this.spares.add(data.spare);
      this.ask();
    };
  }

  close(): void {
    this.port.onmessage = null;
    this.port.close();
  }

  /**
   * In this compartment cells are followed from now on, which pictures of it come with.
   * @param others cells than before, though it may be the same compartment
   */
  follow(compartment: Compartment | null, others = false): void {
    if (compartment === this.followed && !others) return;
    this.followed = compartment;
    this.drawn = '';
    this.ask();
  }

  /** Something may have changed. */
  offer(playing: boolean): void {
    this.playing = playing;
    const { wish } = this;
    if (wish === null || (!wish.anew && this.state() === this.drawn)) return;
    if (playing && this.atOnce === 0 && performance.now() < this.notBefore) return;
    const begun = performance.now();
    this.wish = null;
    this.drawn = this.state();
    const answer = this.answer(wish);
    if (answer === null) this.wish = wish;
    else {
      this.tell(answer.message, answer.pixels);
      this.atOnce = Math.max(0, this.atOnce - 1);
    }
    const now = performance.now();
    this.notBefore = now + (now - begun) * (1 / DRAWING_SHARE - 1);
  }

  /** Tells pictures of one moment from those of another. */
  protected abstract state(): string;

  /** @returns null where there is nothing to draw, or no memory to draw it with */
  protected abstract answer(wish: Wish): Answer<Message> | null;

  /** What is shown is another from now on: wishes made before are forgotten. */
  protected begin(message: Message): void {
    this.wish = null;
    this.drawn = '';
    this.atOnce = AT_ONCE;
    this.tell(message);
  }

  /** @returns null where no memory is left: the run ends with a word of its own, and the last pictures stay */
  protected paint(pixels: number, draw: (into: Uint8Array) => void): ArrayBuffer | null {
    const bytes = pixels * BYTES_PER_PIXEL;
    const buffer = this.spares.take(bytes);
    try {
      draw(new Uint8Array(buffer, 0, bytes));
    } catch (error) {
      if (error instanceof KernelMemoryError) return null;
      throw error;
    }
    return buffer;
  }

  private ask(): void {
    this.offer(this.playing && !this.eager);
  }

  private tell(message: Message, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer);
  }
}
