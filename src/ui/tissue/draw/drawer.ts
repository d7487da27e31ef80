/** What the canvas of the tissue view is drawn with: WebGL2, or where a browser gives none a plain canvas. */
import { FlatPlane } from './flat';
import type { Inks } from './messages';
import type { Planar } from './planar';
import { Plane } from './plane';
import type { Resolution } from './resolution';
import type { Volume } from './volume';

export interface Drawer {
  plane: Planar;
  /** What turns a volume; null without WebGL2. */
  space: { volume: Volume; resolution: Resolution } | null;
  /** Makes the whole canvas ready for a slice. */
  open(size: Size): void;
  clear(inks: Inks): void;
}

interface Size {
  width: number;
  height: number;
}

/** What is drawn goes with the old size: so it is given with the next drawing, not before, or one would see it empty. */
export function sizeCanvas(canvas: OffscreenCanvas, { width, height }: Size): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

type Space = NonNullable<Drawer['space']>;

/**
 * @param restored called when a graphics driver has begun anew and forgotten everything that it was given
 * @param spaceOf makes what turns a volume, where there are any
 */
export function drawerOf(
  canvas: OffscreenCanvas,
  restored: () => void,
  spaceOf: ((gl: WebGL2RenderingContext) => Space) | null,
): Drawer {
  const gl = draws() ? canvas.getContext('webgl2', SETTINGS) : null;
  return gl === null ? flatDrawer(canvas) : solid(canvas, gl, restored, spaceOf);
}

const SETTINGS = { alpha: false, antialias: false, depth: false };

/** Tried on a canvas of its own: one that once gave a context gives no other. */
function draws(): boolean {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2', SETTINGS);
  if (gl === null) return false;
  try {
    new Plane(gl);
    return true;
  } catch {
    return false;
  } finally {
    gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}

function solid(
  canvas: OffscreenCanvas,
  gl: WebGL2RenderingContext,
  restored: () => void,
  spaceOf: ((gl: WebGL2RenderingContext) => Space) | null,
): Drawer {
  const begin = () => {
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    return { plane: new Plane(gl), space: spaceOf?.(gl) ?? null };
  };
  const drawer: Drawer = {
    ...begin(),
    open: ({ width, height }) => gl.viewport(0, 0, width, height),
    clear({ surface: [red = 0, green = 0, blue = 0] }) {
      gl.clearColor(red, green, blue, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
    },
  };
  canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
  canvas.addEventListener('webglcontextrestored', () => {
    Object.assign(drawer, begin());
    restored();
  });
  return drawer;
}

/** Without WebGL2. */
export function flatDrawer(canvas: OffscreenCanvas): Drawer {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) throw new Error('This browser gives the page no canvas to draw the tissue on.');
  return {
    plane: new FlatPlane(context),
    space: null,
    open() {},
    clear({ surface }) {
      const [red, green, blue] = surface.map((unit) => Math.round(255 * unit));
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    },
  };
}
