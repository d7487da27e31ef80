/** A helper in the browser: its task comes by itself or, to one that a page has lent, by the port that comes. */
import { type HelperTask, help } from './helper';

/** What fails goes to whoever made this helper. */
const begin = (task: HelperTask) => void help(task).then(close, reportError);

addEventListener('message', ({ data, ports: [port] }: MessageEvent<HelperTask | null>) => {
  if (data !== null) return begin(data);
  if (port === undefined) return;
  port.onmessage = (message: MessageEvent<HelperTask>) => begin(message.data);
  port.onmessageerror = () => reportError(new Error('The memory of this helper did not arrive.'));
});
