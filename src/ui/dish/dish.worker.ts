/** Draws the dishes of a page, each on its own canvas, from pictures that come straight from the patient's worker. */

import type { DishPicture, DishWish, FromDishes } from '../../worker/pictures/dishMessages';
import { plain } from '../../worker/plain';
import type { ByHand } from '../tissue/draw/messages';
import type { FromDishView, ToDishes } from './messages';
import { Pane } from './pane';

class Dishes {
  private readonly panes = new Map<number, Pane>();
  private port: MessagePort | null = null;
  private looks: Extract<ToDishes, { kind: 'looks' }> | null = null;
  private run = -1;
  private spare: ArrayBuffer[] = [];
  /** What was wished for last. */
  private wished = '';
  private frameAsked = false;
  private answered = false;
  private readonly told = new Map<number, string>();

  obey(order: ToDishes): void {
    switch (order.kind) {
      case 'source':
        this.listen(order.port);
        return;
      case 'looks':
        this.looks = order;
        break;
      case 'begin':
        this.panes.set(order.dish, new Pane(order.canvas, order.plain, () => this.wish(true, true)));
        this.told.delete(order.dish);
        break;
      case 'end':
        this.panes.delete(order.dish);
        break;
      default: {
        const pane = this.panes.get(order.dish);
        if (pane === undefined || !this.moveOrPick(pane, order)) return;
      }
    }
    this.wish();
    this.drawSoon();
  }

  /** @returns whether what is seen has changed */
  private moveOrPick(pane: Pane, order: ByHand & { dish: number }): boolean {
    const { camera } = pane;
    const { dish } = order;
    if (order.kind === 'size') pane.resize(order);
    else if (order.kind === 'pan') camera.pan(order.dx, order.dy);
    else if (order.kind === 'zoom') camera.zoom(order.factor, order.x, order.y);
    else if (order.kind === 'fit') camera.fit();
    else {
      if (order.kind === 'pick') tell({ kind: 'picked', dish, at: pane.siteAt(order.x, order.y) });
      else if (this.looks !== null)
        void pane.picture(this.looks.inks).then((blob) => tell({ kind: 'picture', dish, blob }));
      return false;
    }
    return true;
  }

  private listen(port: MessagePort): void {
    this.port?.close();
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<FromDishes>) => {
      if (data.kind === 'pictures') this.take(data.run, data.pictures);
      else this.begin(data.run);
    };
  }

  private begin(run: number): void {
    this.run = run;
    for (const pane of this.panes.values()) pane.begin();
    this.wish(true, true);
    this.drawSoon();
  }

  private take(run: number, pictures: DishPicture[]): void {
    for (const picture of pictures) {
      if (run === this.run) this.panes.get(picture.dish)?.take(picture);
      this.spare.push(picture.pixels);
    }
    if (run === this.run) this.drawSoon(true);
  }

  /**
   * Tells the patient's worker what to draw next.
   * @param answered the last wish was
   * @param whatever even if it is the same as before
   */
  private wish(answered = false, whatever = false): void {
    const { looks, panes, port } = this;
    if (looks === null || port === null || panes.size === 0) return;
    const wanted = [...panes].map(([dish, { part }]) => ({ dish, part }));
    const key = JSON.stringify([looks.cells.id, wanted]);
    const anew = whatever || key !== this.wished;
    if (!anew && !answered) return;
    this.wished = key;
    const wish: DishWish = { wanted, look: looks.cells, anew, spare: this.spare };
    port.postMessage(wish, this.spare);
    this.spare = [];
  }

  /** @param answered the drawing is of new pictures, after which the next may come */
  private drawSoon(answered = false): void {
    this.answered ||= answered;
    if (this.frameAsked) return;
    this.frameAsked = true;
    requestAnimationFrame(() => {
      this.frameAsked = false;
      this.draw();
      const { answered } = this;
      this.answered = false;
      this.wish(answered);
      if ([...this.panes.values()].some(({ camera }) => camera.isMoving)) this.drawSoon();
    });
  }

  private draw(): void {
    const { looks } = this;
    if (looks === null) return;
    for (const [dish, pane] of this.panes) {
      pane.draw(looks.inks);
      tell({ kind: 'drawn', dish, frames: pane.frames, cells: pane.cells });
      const { scale, least, most } = pane.camera;
      const camera: FromDishView = { kind: 'camera', dish, scale, least, most };
      const key = JSON.stringify(camera);
      if (key === this.told.get(dish)) continue;
      this.told.set(dish, key);
      tell(camera);
    }
  }
}

const tell = (message: FromDishView) => postMessage(message);

const dishes = new Dishes();

addEventListener('message', ({ data }: MessageEvent<ToDishes>) => {
  try {
    dishes.obey(data);
  } catch (error) {
    tell({ kind: 'failure', sentence: plain(error) });
  }
});
