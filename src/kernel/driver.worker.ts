/** A driver in the browser: joins the memories of all compartments and serves until it is told to leave. */
import { type DriverTask, join, LIST, serve, stopsOf, work } from './drive';

addEventListener('message', async ({ data }: MessageEvent<DriverTask>) => {
  const compartments = await join(data);
  const { list, memories } = data;
  serve(new Int32Array(list), stopsOf(list, memories.length), compartments, LIST, work);
  close();
});
