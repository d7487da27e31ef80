/** Where a scene's thumbnail lies in the image of all. */
export const COLUMNS = 4;
/** Pixels. */
export const TILE_WIDTH = 160;
export const TILE_HEIGHT = 120;
