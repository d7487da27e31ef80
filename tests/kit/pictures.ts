/** What a part of the page looks like on the screen. */
import type { Locator } from 'playwright-core';
import { PNG } from 'pngjs';

/** Width and height in pixels, and 4 bytes of each: red, green, blue, alpha. */
export interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}

export const pictureOf = async (part: Locator): Promise<Picture> => PNG.sync.read(await part.screenshot());
