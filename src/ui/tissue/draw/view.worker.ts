/** Draws the tissues of a page, each on its own canvas. */
import { plain } from '../../../worker/plain';
import type { FromViews, ToViews } from './messages';
import { View } from './view';

/** By the place of their compartment. */
const views = new Map<number, View>();

const tell = (message: FromViews) => postMessage(message);

function obey(order: ToViews): void {
  if (order.kind === 'ask') tell({ kind: 'there' });
  else if (order.kind === 'end') views.delete(order.compartment);
  else if (order.kind === 'begin') {
    const { compartment, canvas, plain } = order;
    views.set(compartment, new View(canvas, plain, (news) => tell({ ...news, compartment })));
  } else views.get(order.compartment)?.obey(order);
}

addEventListener('message', ({ data }: MessageEvent<ToViews>) => {
  try {
    obey(data);
  } catch (error) {
    tell({ kind: 'failure', sentence: plain(error) });
  }
});
