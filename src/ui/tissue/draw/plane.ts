/** A slice of cells on the screen: nearest sites, single cells with borders when they are large, fluid, vessels, a mark. */
import type { Part } from '../../../kernel/read/ramp';
import type { Camera } from './camera';
import type { Inks } from './messages';
import {
  BORDERS_FROM,
  followedRadius,
  type LayerName,
  type Look,
  MARK_LINE,
  MARK_RIM,
  type Planar,
  type ViewSize,
  vesselRadius,
} from './planar';
import { Program, Texture } from './program';

const FRAGMENT = `
uniform sampler2D cells, overview, fluid;
uniform vec4 cellsPart, overviewPart, fluidPart; // first site u, v; sites per texel; 1: there is one
uniform vec2 screen, centre, lattice, mark;
uniform float scale, ratio, borders;
uniform vec4 surface, ground, rule, ink;
out vec4 colour;

bool within(vec2 texel, sampler2D picture) {
  ivec2 size = textureSize(picture, 0);
  return texel.x >= 0.0 && texel.y >= 0.0 && texel.x < float(size.x) && texel.y < float(size.y);
}

vec4 over(vec4 upper, vec4 lower) {
  return upper + lower * (1.0 - upper.a);
}

void main() {
  vec2 point = vec2(gl_FragCoord.x, screen.y - gl_FragCoord.y);
  vec2 site = centre + (point - 0.5 * screen) / scale;
  vec2 outside = max(-site, site - lattice) * scale;
  float far = max(outside.x, outside.y);
  if (far >= 0.0) {
    colour = far < ratio ? rule : surface;
  } else {
    colour = ground;
    vec2 texel = (site - cellsPart.xy) / cellsPart.z;
    vec4 cell = vec4(0.0);
    if (cellsPart.w > 0.0 && within(texel, cells)) {
      cell = texelFetch(cells, ivec2(texel), 0);
      if (borders > 0.0 && cellsPart.z == 1.0) {
        // A cell is a square with round corners, its nucleus a darker disc; half a pixel of their edges is mixed.
        vec2 inCell = abs(fract(site) - 0.5) - 0.5 + 0.06 + 0.34;
        float edge = length(max(inCell, 0.0)) - 0.34;
        float nucleus = clamp((0.19 - length(fract(site) - 0.5)) * scale + 0.5, 0.0, 1.0);
        cell.rgb *= 1.0 - 0.3 * nucleus * borders;
        cell *= mix(1.0, clamp(0.5 - edge * scale, 0.0, 1.0), borders);
      }
    } else if (overviewPart.w > 0.0) {
      texel = (site - overviewPart.xy) / overviewPart.z;
      if (within(texel, overview)) cell = texelFetch(overview, ivec2(texel), 0);
    }
    colour = over(cell, colour);
    texel = (site - fluidPart.xy) / fluidPart.z;
    if (fluidPart.w > 0.0 && within(texel, fluid)) colour = over(texelFetch(fluid, ivec2(texel), 0), colour);
  }
  if (mark.x >= 0.0) {
    float around = abs(length((site - mark) * scale) - max(0.8 * scale, 9.0 * ratio));
    colour = mix(colour, surface, clamp(3.0 * ratio + 0.5 - around, 0.0, 1.0));
    colour = mix(colour, ink, clamp(1.25 * ratio + 0.5 - around, 0.0, 1.0));
  }
  colour.a = 1.0;
}`;

/** A square around a point, for a vessel or a mark. */
const POINT = `#version 300 es
precision highp float;
in vec3 place; // u, v, of a vessel the share that is open
uniform vec2 screen, centre;
uniform float scale, radius;
out float open;
void main() {
  open = place.z;
  vec2 at = ((place.xy + 0.5 - centre) * scale) / (0.5 * screen);
  gl_Position = vec4(at.x, -at.y, 0.0, 1.0);
  gl_PointSize = 2.0 * radius + 2.0;
}`;

const VESSEL = `
in float open;
uniform float radius;
uniform vec4 vessel, surface;
out vec4 colour;
void main() {
  float far = length(gl_PointCoord - 0.5) * (2.0 * radius + 2.0);
  float inside = clamp(radius + 0.5 - far, 0.0, 1.0);
  if (inside <= 0.0) discard;
  // A light rim sets it off from cells; one that is shut is a ring.
  float lumen = clamp(0.7 * radius - far + 0.5, 0.0, 1.0);
  float ring = lumen - clamp(0.45 * radius - far + 0.5, 0.0, 1.0);
  colour = mix(surface, vessel, mix(ring, lumen, open)) * inside;
}`;

const FOLLOWED = `
uniform float radius, line, rim; // radius to the outer edge of the rim
uniform vec4 ink, surface;
out vec4 colour;
void main() {
  float far = length(gl_PointCoord - 0.5) * (2.0 * radius + 2.0);
  float around = abs(far - radius + 0.5 * rim);
  float inside = clamp(0.5 * rim + 0.5 - around, 0.0, 1.0);
  if (inside <= 0.0) discard;
  colour = mix(surface, ink, clamp(0.5 * line + 0.5 - around, 0.0, 1.0)) * inside;
}`;

interface Layer {
  texture: Texture;
  part: Part | null;
}

export class Plane implements Planar {
  private readonly program: Program;
  private readonly points: Program;
  private readonly rings: Program;
  private readonly layers: Record<LayerName, Layer>;
  private readonly vessels: WebGLBuffer;
  private vesselCount = 0;
  private readonly followed: WebGLBuffer;
  private followedCount = 0;
  private lattice: readonly [number, number] = [1, 1];

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = new Program(gl, FRAGMENT);
    this.points = new Program(gl, VESSEL, POINT);
    this.rings = new Program(gl, FOLLOWED, POINT);
    const layer = (): Layer => ({ texture: new Texture(gl, gl.TEXTURE_2D), part: null });
    this.layers = { cells: layer(), overview: layer(), fluid: layer() };
    for (const { texture } of Object.values(this.layers)) texture.fill(1, 1, 1, new Uint8Array(4));
    this.vessels = gl.createBuffer();
    this.followed = gl.createBuffer();
  }

  take(layer: LayerName, part: Part, pixels: Uint8Array): void {
    const own = this.layers[layer];
    own.part = part;
    own.texture.fill(part.width, part.height, 1, pixels);
  }

  forget(layer: LayerName): void {
    this.layers[layer].part = null;
  }

  takeVessels(places: Float32Array<ArrayBuffer>, lattice: readonly [number, number]): void {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.vessels);
    gl.bufferData(gl.ARRAY_BUFFER, places, gl.STATIC_DRAW);
    this.vesselCount = places.length / 3;
    this.lattice = lattice;
  }

  takeFollowed(places: Float32Array<ArrayBuffer>): void {
    const { gl } = this;
    gl.bindBuffer(gl.ARRAY_BUFFER, this.followed);
    gl.bufferData(gl.ARRAY_BUFFER, places, gl.STREAM_DRAW);
    this.followedCount = places.length / 2;
  }

  draw({ camera, view, lattice, slice, inks, mark }: Look): void {
    const { gl, program, layers } = this;
    const { width, height, ratio } = view;
    gl.disable(gl.BLEND);
    program.use();
    Object.entries(layers).forEach(([name, { texture, part }], unit) => {
      program.setTexture(name, unit, texture);
      const shows = part !== null && part.axis === slice.axis && part.w === slice.at;
      program.set(`${name}Part`, part?.u ?? 0, part?.v ?? 0, 2 ** (part?.shift ?? 0), shows ? 1 : 0);
    });
    program.set('screen', width, height);
    program.set('centre', camera.x, camera.y);
    program.set('lattice', ...lattice);
    program.set('mark', ...(mark === null ? [-1, -1] : [mark[0] + 0.5, mark[1] + 0.5]));
    program.set('scale', camera.scale);
    program.set('ratio', ratio);
    // Borders come in over a little zooming, not at once.
    program.set('borders', Math.min(1, Math.max(0, camera.scale / ratio - BORDERS_FROM) / 2));
    for (const name of ['surface', 'ground', 'rule', 'ink'] as const) program.set(name, ...inks[name]);
    program.cover();
    if (this.vesselCount > 0) this.drawVessels(camera, view, inks);
    if (this.followedCount > 0) this.drawFollowed(camera, view, inks);
  }

  private drawVessels(camera: Camera, view: ViewSize, inks: Inks): void {
    const { points } = this;
    points.use();
    points.set('radius', vesselRadius(this.vesselCount, this.lattice, camera.scale, view.ratio));
    points.set('vessel', ...inks.vessel);
    points.set('surface', ...inks.surface);
    this.drawPoints(points, camera, view, this.vessels, 3, this.vesselCount);
  }

  private drawFollowed(camera: Camera, view: ViewSize, inks: Inks): void {
    const { rings, followedCount } = this;
    const { ratio } = view;
    rings.use();
    rings.set('radius', followedRadius(followedCount, camera.scale, ratio) + 0.5 * MARK_RIM * ratio);
    rings.set('line', MARK_LINE * ratio);
    rings.set('rim', MARK_RIM * ratio);
    rings.set('ink', ...inks.ink);
    rings.set('surface', ...inks.surface);
    this.drawPoints(rings, camera, view, this.followed, 2, followedCount);
  }

  /** @param values of each point in the buffer */
  private drawPoints(
    program: Program,
    camera: Camera,
    view: ViewSize,
    buffer: WebGLBuffer,
    values: number,
    count: number,
  ): void {
    const { gl } = this;
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, values, gl.FLOAT, false, 0, 0);
    program.set('screen', view.width, view.height);
    program.set('centre', camera.x, camera.y);
    program.set('scale', camera.scale);
    gl.drawArrays(gl.POINTS, 0, count);
    gl.disableVertexAttribArray(0);
  }
}
