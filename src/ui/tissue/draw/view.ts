/** The view of one tissue on its own canvas, from pictures that come straight from the patient's worker. */
import type { Part } from '../../../kernel/read/ramp';
import type {
  FollowedMarks,
  FromPatient,
  Pictures,
  Tissue,
  Wanted,
  Wish,
} from '../../../worker/pictures/tissueMessages';
import { Camera } from './camera';
import { type Drawer, drawerOf, flatDrawer, sizeCanvas } from './drawer';
import type { FromView, Inks, Site, ToView } from './messages';
import { SIDES } from './planar';
import { Resolution } from './resolution';
import { Volume } from './volume';

/** Texels along each edge of the volume at most. */
const VOLUME_EDGE = 128;
const MOST_SHIFT = { plane: 5, volume: 3 };
/** While one looks at a part, the whole is drawn anew every so many pictures. */
const OVERVIEW_EVERY = 12;
const OVERVIEW_EDGE = 512;
/** A volume that nothing has changed for so long is drawn in full resolution. */
const RESTS_AFTER_MILLISECONDS = 350;

export class View {
  private port: MessagePort | null = null;
  private readonly drawer: Drawer;
  private readonly camera = new Camera();
  private size = { width: 1, height: 1, ratio: 1 };
  private tissue: Tissue | null = null;
  private looks: Extract<ToView, { kind: 'looks' }> | null = null;
  private slice: { axis: 0 | 1 | 2; at: number } = { axis: 2, at: 0 };
  private wantsVolume = false;
  private mark: Site | null = null;
  private openVessels: Float32Array | null = null;
  private followed: FollowedMarks | null = null;
  private spare: ArrayBuffer[] = [];
  /** What was wished for last, to know whether a move asks for another picture. */
  private wished = '';
  private answers = 0;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private frameAsked = false;
  private told = '';
  private frames = 0;

  /** @param plain without WebGL2, of which browsers give a page only so many */
  constructor(
    private readonly canvas: OffscreenCanvas,
    plain: boolean,
    private readonly tell: (news: FromView) => void,
  ) {
    this.drawer = plain
      ? flatDrawer(canvas)
      : drawerOf(
          canvas,
          () => {
            if (this.tissue !== null) this.begin(this.tissue);
          },
          (gl) => ({ volume: new Volume(gl), resolution: new Resolution(gl) }),
        );
    if (!plain) tell({ kind: 'turns', volume: this.drawer.space !== null });
  }

  private get plane() {
    return this.drawer.plane;
  }

  private get volume() {
    return this.drawer.space?.volume ?? null;
  }

  /** Without what turns a volume one sees its slices. */
  private get asVolume(): boolean {
    return this.wantsVolume && this.drawer.space !== null;
  }

  private listen(port: MessagePort): void {
    this.port?.close();
    this.port = port;
    port.onmessage = ({ data }: MessageEvent<FromPatient>) => {
      if (data.kind === 'tissue') this.begin(data);
      else this.take(data);
    };
  }

  obey(order: ToView): void {
    const { camera, volume } = this;
    switch (order.kind) {
      case 'source':
        this.listen(order.port);
        return;
      case 'size':
        this.size = order;
        camera.resize(order.width, order.height, order.ratio);
        break;
      case 'looks':
        if (order.fluid === null) this.plane.forget('fluid');
        this.looks = order;
        break;
      case 'slice':
        this.slice = { axis: order.axis, at: order.at };
        this.lookAtSlice();
        break;
      case 'volume':
        this.wantsVolume = order.on;
        break;
      case 'pan':
        if (this.asVolume) volume?.turn(order.dx, order.dy, Math.min(this.size.width, this.size.height));
        else camera.pan(order.dx, order.dy);
        break;
      case 'zoom':
        if (this.asVolume) volume?.zoom(order.factor);
        else camera.zoom(order.factor, order.x, order.y);
        break;
      case 'fit':
        if (this.asVolume) volume?.fit();
        else camera.fit();
        break;
      case 'mark':
        this.mark = order.site;
        break;
      case 'pick':
        this.tell({ kind: 'picked', site: this.siteAt(order.x, order.y) });
        return;
      case 'picture':
        this.draw(true);
        void this.canvas
          .convertToBlob({ type: 'image/png' })
          .then((blob) => this.tell({ kind: 'picture', blob }));
        return;
    }
    this.wish();
    this.drawSoon();
  }

  private begin(tissue: Tissue): void {
    this.tissue = tissue.shape === null ? null : tissue;
    this.tell({ kind: 'tissue', shape: tissue.shape });
    for (const layer of ['cells', 'fluid', 'overview'] as const) this.plane.forget(layer);
    this.volume?.forget();
    this.openVessels = null;
    this.followed = null;
    this.wished = '';
    this.answers = 0;
    this.mark = null;
    if (this.tissue !== null) {
      if (this.tissue.shape?.size.length === 2) this.slice = { axis: 2, at: 0 };
      this.lookAtSlice();
    }
    this.wish();
    this.drawSoon();
  }

  private get edges(): [number, number, number] {
    const [x = 1, y = 1, z = 1] = this.tissue?.shape?.size ?? [];
    return [x, y, z];
  }

  private get sides(): [number, number] {
    const [u, v] = SIDES[this.slice.axis];
    return [this.edges[u], this.edges[v]];
  }

  private lookAtSlice(): void {
    this.camera.look(this.sides);
    this.placeVessels();
    this.placeFollowed();
  }

  /** Marks of another slice are not drawn. */
  private placeFollowed(): void {
    const { followed, slice } = this;
    const isShown = followed?.axis === slice.axis && followed.w === slice.at;
    this.plane.takeFollowed(Float32Array.from(isShown ? followed.places : []));
  }

  private placeVessels(): void {
    const { axis, at } = this.slice;
    const [u, v] = SIDES[axis];
    const crossing: number[] = [];
    const vessels = this.tissue?.vessels ?? new Float32Array();
    for (let i = 0; i < vessels.length; i += 3) {
      const open = this.openVessels?.[i / 3] ?? 1;
      if (vessels[i + axis] === at) crossing.push(vessels[i + u] ?? 0, vessels[i + v] ?? 0, open);
    }
    this.plane.takeVessels(Float32Array.from(crossing), this.sides);
  }

  private take({ tissue, pictures, openVessels, followed }: Pictures): void {
    for (const { layer, part, pixels } of pictures) {
      if (tissue === this.tissue?.tissue) {
        const bytes = new Uint8Array(pixels, 0, 4 * part.width * part.height * part.depth);
        if (layer === 'volume') this.volume?.take(part, bytes);
        else this.plane.take(layer, part, bytes);
      }
      this.spare.push(pixels);
    }
    if (tissue !== this.tissue?.tissue) return;
    if (openVessels !== null) {
      this.openVessels = openVessels;
      this.placeVessels();
    }
    this.followed = followed;
    this.placeFollowed();
    this.answers++;
    this.drawSoon(true);
  }

  /** Tells the patient's worker what to draw next. */
  private wish(answered = false): void {
    const { looks, tissue } = this;
    if (looks === null || tissue === null) return;
    const wanted = this.asVolume ? this.wantedVolume(looks) : this.wantedSlice(looks);
    const key = JSON.stringify(wanted.map(({ layer, look, part }) => [layer, look.id, part]));
    const anew = key !== this.wished;
    if (!anew && !answered) return;
    this.wished = key;
    if (!this.asVolume && this.answers % OVERVIEW_EVERY === 0) {
      const overview = this.overview(looks);
      if (overview !== null) wanted.push(overview);
    }
    const wish: Wish = { wanted, anew, spare: this.spare };
    this.port?.postMessage(wish, this.spare);
    this.spare = [];
  }

  private wantedSlice({ cells, fluid }: { cells: Wanted['look']; fluid: Wanted['look'] | null }): Wanted[] {
    const { axis, at } = this.slice;
    const seen = this.camera.part(MOST_SHIFT[this.tissue?.shape?.size.length === 2 ? 'plane' : 'volume']);
    // Samples of reduced pictures lie in the slice itself: it need not be a multiple of their edge.
    const part: Part = { ...seen, axis, w: at, depth: 1 };
    const wanted: Wanted[] = [{ layer: 'cells', look: cells, part }];
    if (fluid !== null) wanted.push({ layer: 'fluid', look: fluid, part });
    return wanted;
  }

  private overview({ cells }: { cells: Wanted['look'] }): Wanted | null {
    const { axis, at } = this.slice;
    const [columns, rows] = this.sides;
    const most = MOST_SHIFT[this.tissue?.shape?.size.length === 2 ? 'plane' : 'volume'];
    const shift = Math.min(most, Math.max(0, Math.ceil(Math.log2(Math.max(columns, rows) / OVERVIEW_EDGE))));
    const [width, height] = [columns, rows].map((sites) => Math.ceil(sites / 2 ** shift)) as [number, number];
    const seen = this.camera.part(most);
    if (seen.width * 2 ** seen.shift >= columns && seen.height * 2 ** seen.shift >= rows) return null;
    return {
      layer: 'overview',
      look: cells,
      part: { axis, u: 0, v: 0, w: at, width, height, depth: 1, shift },
    };
  }

  private wantedVolume({ cells }: { cells: Wanted['look'] }): Wanted[] {
    const { edges } = this;
    const shift = Math.min(
      MOST_SHIFT.volume,
      Math.max(0, Math.ceil(Math.log2(Math.max(...edges) / VOLUME_EDGE))),
    );
    const [width, height, depth] = edges.map((sites) => Math.ceil(sites / 2 ** shift)) as [
      number,
      number,
      number,
    ];
    return [
      { layer: 'volume', look: cells, part: { axis: 2, u: 0, v: 0, w: 0, width, height, depth, shift } },
    ];
  }

  private siteAt(x: number, y: number): Site | null {
    if (this.tissue === null || this.asVolume) return null;
    const { axis, at } = this.slice;
    const [u, v] = SIDES[axis];
    const place = this.camera.at(x, y).map(Math.floor) as [number, number];
    const [columns, rows] = this.sides;
    if (place[0] < 0 || place[1] < 0 || place[0] >= columns || place[1] >= rows) return null;
    const site: [number, number, number] = [0, 0, 0];
    site[axis] = at;
    site[u] = place[0];
    site[v] = place[1];
    return site;
  }

  private answered = false;

  /** @param answered the drawing is of new pictures, after which the next may come */
  private drawSoon(answered = false): void {
    this.answered ||= answered;
    if (this.frameAsked) return;
    this.frameAsked = true;
    requestAnimationFrame(() => {
      this.frameAsked = false;
      this.draw(false);
      if (this.answered) {
        this.answered = false;
        this.wish(true);
      }
    });
  }

  /** @param whole in full resolution at once, for a picture to be kept */
  private draw(whole: boolean): void {
    const { drawer, looks, size, tissue } = this;
    if (looks === null) return;
    const begun = performance.now();
    sizeCanvas(this.canvas, size);
    if (tissue === null) drawer.clear(looks.inks);
    else if (this.asVolume) this.drawVolume(looks.inks, whole);
    else {
      const { axis, at } = this.slice;
      const { mark } = this;
      const [u, v] = SIDES[axis];
      const onSlice = mark !== null && mark[axis] === at;
      drawer.open(size);
      this.plane.draw({
        camera: this.camera,
        view: size,
        lattice: this.sides,
        slice: this.slice,
        inks: looks.inks,
        mark: onSlice ? [mark[u], mark[v]] : null,
      });
    }
    this.frames++;
    this.tell({ kind: 'drawn', frames: this.frames, milliseconds: performance.now() - begun });
    this.tellCamera();
  }

  private drawVolume(inks: Inks, whole: boolean): void {
    const { size, edges, slice } = this;
    const { space } = this.drawer;
    if (space === null) return;
    const { volume, resolution } = space;
    const cut = slice.axis === 2 ? (slice.at + 1) / edges[2] : 1;
    const coarse = resolution.draw(size, whole, (drawn) => volume.draw(drawn, edges, cut, inks));
    clearTimeout(this.rest);
    if (coarse) this.rest = setTimeout(() => this.draw(true), RESTS_AFTER_MILLISECONDS);
  }

  private tellCamera(): void {
    const { scale, least, most } = this.camera;
    const camera: FromView = { kind: 'camera', scale, least, most };
    const key = JSON.stringify(camera);
    if (key === this.told) return;
    this.told = key;
    this.tell(camera);
  }
}
