/** WebGL2: a program that covers the whole canvas, and textures that are filled again and again. */

const COVER = `#version 300 es
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

export class Program {
  private readonly program: WebGLProgram;
  private readonly places = new Map<string, WebGLUniformLocation | null>();

  constructor(
    private readonly gl: WebGL2RenderingContext,
    fragment: string,
    vertex = COVER,
  ) {
    const program = gl.createProgram();
    for (const [type, source] of [
      [gl.VERTEX_SHADER, vertex],
      [gl.FRAGMENT_SHADER, `#version 300 es\nprecision highp float;\nprecision highp int;\n${fragment}`],
    ] as const) {
      const shader = gl.createShader(type);
      if (shader === null) throw new Error('The graphics of this browser have been lost.');
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
      const shaders = gl.getAttachedShaders(program) ?? [];
      const log = shaders.map((shader) => gl.getShaderInfoLog(shader)).join(' ');
      throw new Error(
        `This browser's graphics cannot draw the tissue: ${log || gl.getProgramInfoLog(program)}`,
      );
    }
    this.program = program;
  }

  use(): void {
    this.gl.useProgram(this.program);
  }

  private place(name: string): WebGLUniformLocation | null {
    let place = this.places.get(name);
    if (place === undefined) {
      place = this.gl.getUniformLocation(this.program, name);
      this.places.set(name, place);
    }
    return place;
  }

  /** One to four numbers. */
  set(name: string, ...values: readonly number[]): void {
    const place = this.place(name);
    const [a = 0, b = 0, c = 0, d = 0] = values;
    if (values.length === 1) this.gl.uniform1f(place, a);
    else if (values.length === 2) this.gl.uniform2f(place, a, b);
    else if (values.length === 3) this.gl.uniform3f(place, a, b, c);
    else this.gl.uniform4f(place, a, b, c, d);
  }

  setTexture(name: string, unit: number, texture: Texture): void {
    this.gl.uniform1i(this.place(name), unit);
    texture.bind(unit);
  }

  /** Every pixel of the canvas once. */
  cover(): void {
    this.gl.drawArrays(this.gl.TRIANGLES, 0, 3);
  }
}

export class Texture {
  private readonly texture: WebGLTexture;
  private size = '';

  /** @param smooth mixes neighbours, which a volume wants and cells do not */
  constructor(
    private readonly gl: WebGL2RenderingContext,
    private readonly target: number,
    private readonly smooth = false,
  ) {
    this.texture = gl.createTexture();
  }

  bind(unit: number): void {
    this.gl.activeTexture(this.gl.TEXTURE0 + unit);
    this.gl.bindTexture(this.target, this.texture);
  }

  fill(width: number, height: number, depth: number, pixels: Uint8Array): void {
    const { gl, target } = this;
    const flat = target === gl.TEXTURE_2D;
    this.bind(0);
    const size = `${width} ${height} ${depth}`;
    if (this.size !== size) {
      this.size = size;
      const filter = this.smooth ? gl.LINEAR : gl.NEAREST;
      gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, filter);
      gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, filter);
      for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T, gl.TEXTURE_WRAP_R]) {
        gl.texParameteri(target, side, gl.CLAMP_TO_EDGE);
      }
      if (flat) {
        gl.texImage2D(target, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      } else {
        gl.texImage3D(target, 0, gl.RGBA8, width, height, depth, 0, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
      }
    } else if (flat) {
      gl.texSubImage2D(target, 0, 0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    } else {
      gl.texSubImage3D(target, 0, 0, 0, 0, width, height, depth, gl.RGBA, gl.UNSIGNED_BYTE, pixels);
    }
  }
}
