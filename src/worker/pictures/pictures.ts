/** Who draws what the running patient looks like: a feed for each tissue that is watched, one for all dishes. */
import type { Compartment } from '../../patient/compartment';
import type { Patient } from '../../patient/patient';
import type { DishFeed } from './dishFeed';
import type { TissueFeed } from './tissueFeed';

/** What there is to see. */
export interface Sight {
  /** null: nothing runs. */
  patient: Patient | null;
  /** Where cells are followed, which are marked. */
  followed: Compartment | null;
  playing: boolean;
}

export class Pictures {
  /** By the place of their compartment. */
  private readonly tissues = new Map<number, TissueFeed>();
  private dishes: DishFeed | null = null;
  /** Where pictures of each tissue, and of dishes, were last asked to go: programs need not arrive in the order of the questions. */
  private readonly asked = new Map<number | 'dishes', MessagePort | null>();

  constructor(private readonly sight: () => Sight) {}

  async watchTissue(compartment: number, port: MessagePort | null): Promise<void> {
    this.asked.set(compartment, port);
    const { TissueFeed } = await import('./tissueFeed');
    if (this.asked.get(compartment) !== port) return;
    this.tissues.get(compartment)?.close();
    this.tissues.delete(compartment);
    if (port === null) return;
    const feed = new TissueFeed(port);
    this.tissues.set(compartment, feed);
    const { patient, followed } = this.sight();
    feed.show(tissueAt(patient, compartment));
    feed.follow(followed);
  }

  async watchDishes(port: MessagePort): Promise<void> {
    this.asked.set('dishes', port);
    const { DishFeed } = await import('./dishFeed');
    if (this.asked.get('dishes') !== port) return;
    this.dishes?.close();
    this.dishes = new DishFeed(port);
    this.showDishes();
  }

  /** Something may have changed. */
  show(): void {
    const { patient, followed, playing } = this.sight();
    for (const [compartment, feed] of this.tissues) {
      feed.show(tissueAt(patient, compartment));
      feed.follow(followed);
      feed.offer(playing);
    }
    this.showDishes();
  }

  /** @param others cells than before, though they may be in the same compartment */
  follow(others: boolean): void {
    const { followed } = this.sight();
    for (const feed of this.tissues.values()) feed.follow(followed, others);
    this.dishes?.follow(followed, others);
  }

  private showDishes(): void {
    const { dishes } = this;
    const { patient, followed, playing } = this.sight();
    dishes?.show(patient);
    dishes?.follow(followed);
    dishes?.offer(playing);
  }
}

/** null where there is no such compartment, or it has no places. */
function tissueAt(patient: Patient | null, at: number): Compartment | null {
  const compartment = patient?.compartments[at];
  return compartment?.plan.model.tissue === undefined ? null : compartment;
}
