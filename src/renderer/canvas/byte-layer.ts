import { ByteMip, halved, halvedWithoutNone } from './byte-mip';
import { type DrawnLayer, type Frame, paneCanvas, resizeCanvas } from './frame';
import type { BytesLayer } from './layers';
import { sample } from './sampling';
import { ONE_TILE, viewAxis } from './view-axis';

/** A map of bytes over the view, sampled through its table when the map, the table or the view changes. */
export class ByteLayer implements DrawnLayer<BytesLayer> {
  readonly element: HTMLCanvasElement;
  private readonly context = paneCanvas({ willReadFrequently: true });
  private image: ImageData | null = null;
  private frame: Frame | null = null;
  private mip: ByteMip;
  private isStale = true;

  constructor(private layer: BytesLayer) {
    this.element = this.context.canvas;
    this.mip = mipOf(layer);
  }

  update(layer: BytesLayer): void {
    const { map, table, values } = this.layer;
    if (layer.map !== map || layer.values !== values) this.mip = mipOf(layer);
    if (layer.map !== map || layer.table !== table || layer.values !== values) this.isStale = true;
    this.layer = layer;
  }

  draw(frame: Frame): void {
    if (frame === this.frame && !this.isStale) return;
    this.frame = frame;
    this.isStale = false;
    const { pane, view } = frame;
    if (this.image?.width !== pane.width || this.image.height !== pane.height) {
      resizeCanvas(this.element, pane.width, pane.height, frame.pixelRatio);
      this.image = new ImageData(pane.width, pane.height);
    }
    const { map, table, values } = this.layer;
    const { bytes, halvings } =
      values === 'names' ? { bytes: map, halvings: 0 } : this.mip.levelFor(view.zoom * map.scale);
    const step = map.scale * 2 ** halvings;
    const columns = viewAxis(pane.width, view.zoom * step, view.centerX / step, bytes.width, ONE_TILE);
    const rows = viewAxis(pane.height, view.zoom * step, view.centerY / step, bytes.height, ONE_TILE);
    const target = { pixels: new Uint32Array(this.image.data.buffer), stride: pane.width, x: 0, y: 0 };
    const rect = { x0: 0, y0: 0, x1: pane.width, y1: pane.height };
    const source = { tileColumns: 1, stride: bytes.width, hasRuns: false, tile: () => bytes.data };
    sample(target, rect, columns, rows, source, table);
    this.context.putImageData(this.image, 0, 0);
  }

  drop(): void {
    this.image = null;
  }
}

function mipOf({ map, values }: BytesLayer): ByteMip {
  return new ByteMip(map, values === 'scale-or-none' ? halvedWithoutNone : halved);
}
