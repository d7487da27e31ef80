/** All thumbnails, drawn as this module is loaded; src/thumbnails.mjs writes them to their files. */
import { presets } from '../../scenario/presets/index';
import { drawThumbnails } from './thumbnails';

export const redrawn = await drawThumbnails(presets);
