/** In image pixels; pixel (x, y) has its centre at (x + 0.5, y + 0.5). */
export interface PlainPoint {
  x: number;
  y: number;
}

/**
 * Corners moved by at most a pixel, so that no edge between them goes through a pixel's centre, where rounding would
 * decide. An even number of corners in whole pixels; of an odd number the last is left out.
 */
export function besideCentres(corners: readonly PlainPoint[]): PlainPoint[] {
  // A centre is only met by an edge that leads as far across as down, but for an even number.
  return corners.slice(0, corners.length & ~1).map(({ x, y }, index) => ({ x: x + ((x + y + index) & 1), y }));
}

/**
 * A label map as one array, painted pixel by pixel as the tools are defined: plain, slow, and written apart from the code
 * that it is held against. Row-major [height, width], one byte a pixel.
 */
export class PlainLabels {
  constructor(
    readonly width: number,
    readonly height: number,
    readonly data: Uint8Array = new Uint8Array(width * height),
  ) {}

  copy(): PlainLabels {
    return new PlainLabels(this.width, this.height, this.data.slice());
  }

  equals(other: Uint8Array): boolean {
    return Buffer.compare(this.data, other) === 0;
  }

  labelAt(x: number, y: number): number {
    return x < 0 || y < 0 || x >= this.width || y >= this.height ? 0 : this.data[y * this.width + x];
  }

  /** Pixels of each label but 0 that there are, by label. */
  painted(): { classId: number; pixels: number }[] {
    const counts = new Uint32Array(256);
    for (const label of this.data) counts[label]++;
    return Array.from(counts, (pixels, classId) => ({ classId, pixels })).filter(
      ({ classId, pixels }) => classId > 0 && pixels > 0,
    );
  }

  /** Every pixel whose centre is at most half the brush's width from the way. @param locked a label that stays; 0: none */
  stroke(way: readonly PlainPoint[], widthPx: number, label: number, locked = 0): this {
    const radius = widthPx / 2;
    for (const [index, to] of way.entries()) {
      const from = way[Math.max(0, index - 1)];
      this.#within(from, to, radius, (x, y, at) => {
        const [dx, dy] = [to.x - from.x, to.y - from.y];
        const [px, py] = [x + 0.5 - from.x, y + 0.5 - from.y];
        const length2 = dx * dx + dy * dy;
        const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length2));
        if ((px - share * dx) ** 2 + (py - share * dy) ** 2 <= radius * radius) this.#put(at, label, locked);
      });
    }
    return this;
  }

  /** Every pixel with an odd number of the polygon's edges at or left of its centre. Corners are whole pixels. */
  polygon(corners: readonly PlainPoint[], label: number, locked = 0): this {
    const [first] = corners;
    if (first === undefined) return this;
    const low = { x: first.x, y: first.y };
    const high = { ...low };
    for (const { x, y } of corners) {
      [low.x, low.y, high.x, high.y] = [
        Math.min(low.x, x),
        Math.min(low.y, y),
        Math.max(high.x, x),
        Math.max(high.y, y),
      ];
    }
    this.#within(low, high, 0, (x, y, at) => {
      let isInside = false;
      for (const [index, a] of corners.entries()) {
        const b = corners[(index + 1) % corners.length];
        const [upper, lower] = a.y < b.y ? [a, b] : [b, a];
        if (!(upper.y <= y + 0.5 && y + 0.5 < lower.y)) continue;
        // Products of halves are exact, where the slope would not be.
        const along = (y + 0.5 - upper.y) * (lower.x - upper.x);
        if ((x + 0.5 - upper.x) * (lower.y - upper.y) >= along) isInside = !isInside;
      }
      if (isInside) this.#put(at, label, locked);
    });
    return this;
  }

  /** The region of equal labels around a pixel, 4- or 8-connected. */
  fill(x: number, y: number, label: number, neighbours: 4 | 8 = 4): this {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return this;
    for (const at of this.region(x, y, neighbours)) this.data[at] = label;
    return this;
  }

  /** Places in the array of the region of equal labels around a pixel. */
  region(x: number, y: number, neighbours: 4 | 8 = 4): number[] {
    const { width, height, data } = this;
    const label = data[y * width + x];
    const found = [y * width + x];
    const seen = new Uint8Array(data.length);
    seen[found[0]] = 1;
    // The list grows while it is walked.
    for (const at of found) {
      for (let dy = -1; dy <= 1; dy++) {
        for (let dx = -1; dx <= 1; dx++) {
          if (neighbours === 4 && dx !== 0 && dy !== 0) continue;
          const [nextX, nextY] = [(at % width) + dx, Math.floor(at / width) + dy];
          const next = nextY * width + nextX;
          if (nextX < 0 || nextY < 0 || nextX >= width || nextY >= height) continue;
          if (data[next] !== label || seen[next] === 1) continue;
          seen[next] = 1;
          found.push(next);
        }
      }
    }
    return found;
  }

  #put(at: number, label: number, locked: number): void {
    if (locked === 0 || this.data[at] !== locked) this.data[at] = label;
  }

  #within(a: PlainPoint, b: PlainPoint, margin: number, visit: (x: number, y: number, at: number) => void): void {
    const right = Math.min(this.width - 1, Math.ceil(Math.max(a.x, b.x) + margin));
    const bottom = Math.min(this.height - 1, Math.ceil(Math.max(a.y, b.y) + margin));
    for (let y = Math.max(0, Math.floor(Math.min(a.y, b.y) - margin)); y <= bottom; y++) {
      for (let x = Math.max(0, Math.floor(Math.min(a.x, b.x) - margin)); x <= right; x++) {
        visit(x, y, y * this.width + x);
      }
    }
  }
}
