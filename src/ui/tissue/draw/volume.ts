/** A volume that one can turn: rays through a texture of at most 128³ voxels, lit where cells begin. */
import type { Part } from '../../../kernel/read/ramp';
import type { Inks } from './messages';
import { Program, Texture } from './program';

const FRAGMENT = `
precision highp sampler3D;
uniform sampler3D cells;
uniform vec2 screen;
uniform float zoom, steps;
uniform vec3 box, cut; // half the volume's edges; where it is cut open, as a share along z
uniform vec3 right, up, forward;
uniform vec4 surface, rule;
out vec4 colour;

vec4 at(vec3 point) {
  return texture(cells, point);
}

void main() {
  vec2 place = (gl_FragCoord.xy - 0.5 * screen) / (zoom * min(screen.x, screen.y));
  vec3 from = right * place.x + up * place.y - forward * 4.0;
  vec3 inverse = 1.0 / forward;
  vec3 top = vec3(box.xy, box.z * (2.0 * cut.z - 1.0));
  vec3 a = (-box - from) * inverse;
  vec3 b = (top - from) * inverse;
  vec3 near = min(a, b);
  vec3 far = max(a, b);
  float enter = max(max(near.x, near.y), near.z);
  float leave = min(min(far.x, far.y), far.z);
  colour = surface;
  if (leave <= enter) return;
  // The frame of the box, where two of its faces meet: in front of the cells, and faintly behind them.
  float pixel = 1.6 / (zoom * min(screen.x, screen.y));
  vec3 first = box - abs(from + forward * enter);
  vec3 last = box - abs(from + forward * leave);
  float frame = 0.0;
  if (min(max(first.x, first.y), min(max(first.y, first.z), max(first.x, first.z))) < pixel) frame = 1.0;
  else if (min(max(last.x, last.y), min(max(last.y, last.z), max(last.x, last.z))) < pixel) frame = 0.6;
  float stride = 2.0 * max(box.x, max(box.y, box.z)) / steps;
  vec3 scale = 0.5 / box;
  vec3 texel = 1.0 / vec3(textureSize(cells, 0));
  vec4 sum = vec4(0.0);
  // Rays begin at different depths, which hides the steps between them.
  float shake = fract(sin(dot(gl_FragCoord.xy, vec2(12.9898, 78.233))) * 43758.5453);
  float t = enter + stride * shake * 0.5;
  for (int i = 0; i < 512; i++) {
    if (t >= leave) break;
    vec3 point = (from + forward * t + box) * scale;
    vec4 seen = at(point);
    if (seen.a > 0.03) {
      vec3 slope = vec3(
        at(point - vec3(texel.x, 0.0, 0.0)).a - at(point + vec3(texel.x, 0.0, 0.0)).a,
        at(point - vec3(0.0, texel.y, 0.0)).a - at(point + vec3(0.0, texel.y, 0.0)).a,
        at(point - vec3(0.0, 0.0, texel.z)).a - at(point + vec3(0.0, 0.0, texel.z)).a
      );
      float steep = length(slope);
      bool onCut = t - enter < 1.5 * stride;
      vec3 normal = steep > 0.05 ? slope / steep : -forward;
      float light = onCut ? 1.0 : 0.55 + 0.45 * max(0.0, dot(normal, normalize(0.5 * up - 0.35 * right - forward)));
      float thick = 1.0 - pow(1.0 - min(0.98, 0.8 * seen.a), stride / texel.x * scale.x * 1.5);
      sum += (1.0 - sum.a) * vec4(seen.rgb / seen.a * light, 1.0) * thick;
      if (sum.a > 0.97) break;
    }
    t += stride;
  }
  colour = sum + (1.0 - sum.a) * surface;
  if (frame == 1.0) colour = mix(colour, rule, 0.8);
  else colour = mix(colour, rule, frame * (1.0 - sum.a));
  colour.a = 1.0;
}`;

/** Half a turn per shorter side of the canvas. */
const TURN = Math.PI;

export class Volume {
  private readonly program: Program;
  private readonly texture: Texture;
  private part: Part | null = null;
  private yaw = 0.6;
  private pitch = 0.45;
  private zoomed = 1;

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.program = new Program(gl, FRAGMENT);
    this.texture = new Texture(gl, gl.TEXTURE_3D, true);
  }

  take(part: Part, pixels: Uint8Array): void {
    this.part = part;
    this.texture.fill(part.width, part.height, part.depth, pixels);
  }

  forget(): void {
    this.part = null;
  }

  turn(dx: number, dy: number, shorter: number): void {
    this.yaw += (dx / shorter) * TURN;
    this.pitch = Math.min(Math.PI / 2, Math.max(-Math.PI / 2, this.pitch + (dy / shorter) * TURN));
  }

  zoom(factor: number): void {
    this.zoomed = Math.min(8, Math.max(0.5, this.zoomed * factor));
  }

  fit(): void {
    this.zoomed = 1;
    this.yaw = 0.6;
    this.pitch = 0.45;
  }

  /**
   * @param size pixels drawn, which may be fewer than the canvas has
   * @param cut share of the volume along z that is shown
   */
  draw(size: { width: number; height: number }, sites: readonly number[], cut: number, inks: Inks): void {
    const { gl, program, part } = this;
    gl.disable(gl.BLEND);
    if (part === null) {
      const [r = 0, g = 0, b = 0] = inks.surface;
      gl.clearColor(r, g, b, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      return;
    }
    program.use();
    program.setTexture('cells', 0, this.texture);
    const longest = Math.max(...sites);
    const half = sites.map((count) => count / longest / 2);
    program.set('box', ...half);
    program.set('cut', 1, 1, cut);
    program.set('screen', size.width, size.height);
    program.set('zoom', this.zoomed / 1.5);
    program.set('steps', 1.2 * Math.max(part.width, part.height, part.depth));
    // z points up; at pitch 0 one looks along y.
    const [cosYaw, sinYaw] = [Math.cos(this.yaw), Math.sin(this.yaw)];
    const [cosPitch, sinPitch] = [Math.cos(this.pitch), Math.sin(this.pitch)];
    program.set('right', cosYaw, sinYaw, 0);
    program.set('up', -sinYaw * sinPitch, cosYaw * sinPitch, cosPitch);
    program.set('forward', -sinYaw * cosPitch, cosYaw * cosPitch, -sinPitch);
    program.set('surface', ...inks.surface);
    program.set('rule', ...inks.rule);
    program.cover();
  }
}
