import type { Point } from '../../../shared/labels/brush';
import { type PixelWindow, sharedWindow } from '../../../shared/labels/spans';
import type { Superpixels } from '../../../shared/segmentation/slic';
import type { PixelKernels } from '../kernels/kernel-requests';
import { isOn } from '../viewport';

/** Superpixels are worked out in cells of a fixed grid, so that they are the same wherever the pointer comes from. */
export const CELL_SIDE = 512;
/** Cells that are kept: 1 MiB each. */
const KEPT = 24;

interface Cell {
  ready: Promise<Superpixels>;
  /** Null until it is here. */
  regions: Superpixels | null;
}

/** The superpixels of one image at one size. */
export class SuperpixelCells {
  private readonly cells = new Map<string, Cell>();

  constructor(
    private readonly kernels: PixelKernels,
    private readonly image: { width: number; height: number },
    readonly size: number,
  ) {}

  /** The cell around a point, if it is here. */
  at(point: Point): Superpixels | null {
    return this.cells.get(keyOf(point))?.regions ?? null;
  }

  /** The cell around a point; null outside of the image. */
  async need(point: Point): Promise<Superpixels | null> {
    const window = this.window(point);
    if (window === null) return null;
    const key = keyOf(point);
    const known = this.cells.get(key);
    if (known !== undefined) return known.ready;
    const cell: Cell = { ready: this.read(point, window), regions: null };
    this.cells.set(key, cell);
    for (const old of this.cells.keys()) {
      if (this.cells.size <= KEPT) break;
      this.cells.delete(old);
    }
    try {
      cell.regions = await cell.ready;
    } catch (error) {
      this.cells.delete(key);
      throw error;
    }
    return cell.regions;
  }

  private async read(point: Point, window: PixelWindow): Promise<Superpixels> {
    const patch = await this.kernels.patch(point);
    return this.kernels.superpixels({ patch, window, size: this.size });
  }

  private window({ x, y }: Point): PixelWindow | null {
    const { width, height } = this.image;
    if (!isOn(this.image, { x, y })) return null;
    const left = Math.floor(x / CELL_SIDE) * CELL_SIDE;
    const top = Math.floor(y / CELL_SIDE) * CELL_SIDE;
    return sharedWindow({ x: 0, y: 0, width, height }, { x: left, y: top, width: CELL_SIDE, height: CELL_SIDE });
  }
}

function keyOf({ x, y }: Point): string {
  return `${Math.floor(x / CELL_SIDE)} ${Math.floor(y / CELL_SIDE)}`;
}
