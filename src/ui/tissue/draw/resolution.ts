/** Draws what is dear to draw in fewer pixels while it changes: as few as the machine needs to do so fluently. */

/** A drawing that takes longer is made coarser. */
const MOST_MILLISECONDS = 45;
const LEAST_SHARE = 0.2;

export class Resolution {
  private share = 0.5;
  private readonly frame: WebGLFramebuffer;
  private readonly texture: WebGLTexture;
  private held = '';

  constructor(private readonly gl: WebGL2RenderingContext) {
    this.frame = gl.createFramebuffer();
    this.texture = gl.createTexture();
  }

  /**
   * @param whole all pixels, whatever it takes
   * @returns whether a finer drawing should follow when nothing changes any more
   */
  draw(
    size: { width: number; height: number },
    whole: boolean,
    draw: (size: { width: number; height: number }) => void,
  ): boolean {
    const { gl } = this;
    const share = whole ? 1 : this.share;
    const width = Math.max(1, Math.round(size.width * share));
    const height = Math.max(1, Math.round(size.height * share));
    const begun = performance.now();
    if (share === 1) {
      gl.viewport(0, 0, width, height);
      draw({ width, height });
    } else {
      this.hold(size);
      gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
      gl.viewport(0, 0, width, height);
      draw({ width, height });
      gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.frame);
      gl.bindFramebuffer(gl.DRAW_FRAMEBUFFER, null);
      gl.blitFramebuffer(0, 0, width, height, 0, 0, size.width, size.height, gl.COLOR_BUFFER_BIT, gl.LINEAR);
      gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    }
    // Drawing is asynchronous: reading a pixel waits for it.
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    const perPixel = (performance.now() - begun) / (share * share);
    if (!whole) {
      const fits = Math.sqrt(MOST_MILLISECONDS / Math.max(perPixel, 0.1));
      this.share = Math.min(1, Math.max(LEAST_SHARE, 0.5 * this.share + 0.5 * fits));
    }
    return share < 1;
  }

  private hold({ width, height }: { width: number; height: number }): void {
    const { gl } = this;
    if (this.held === `${width} ${height}`) return;
    this.held = `${width} ${height}`;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, this.texture);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, width, height, 0, gl.RGBA, gl.UNSIGNED_BYTE, null);
    gl.bindFramebuffer(gl.FRAMEBUFFER, this.frame);
    gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, this.texture, 0);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }
}
