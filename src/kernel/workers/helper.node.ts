/** A helper in Node; built into a file of its own, build/helper.js, beside the kernels. */
import { workerData } from 'node:worker_threads';
import { type HelperTask, help } from './helper';

await help(workerData as HelperTask);
