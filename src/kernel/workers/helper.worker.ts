/** A helper in the browser. */
import { type HelperTask, help } from './helper';

addEventListener('message', async ({ data }: MessageEvent<HelperTask>) => {
  await help(data);
  close();
});
