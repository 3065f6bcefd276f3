/**
 * For each row of a disc around a pixel, how far it reaches to each side: entry d is the largest whole h with
 * `d^2 + h^2 <= radius^2`, for d = 0 .. floor(radius).
 * @param radius pixels, 0 or more, whole or not
 */
export function discHalfWidths(radius: number): Int32Array {
  const squared = radius * radius;
  return Int32Array.from({ length: Math.floor(radius) + 1 }, (_, d) => {
    let half = Math.floor(Math.sqrt(Math.max(0, squared - d * d)));
    while (d * d + half * half > squared) half--;
    while (d * d + (half + 1) * (half + 1) <= squared) half++;
    return half;
  });
}

/** The pixels of a disc around (0, 0) from the nearest on; of equal distance by row, then by column. */
export function discOffsets(radius: number): { dx: number; dy: number }[] {
  const halves = discHalfWidths(radius);
  const offsets: { dx: number; dy: number }[] = [];
  for (let dy = 1 - halves.length; dy < halves.length; dy++) {
    const half = halves[Math.abs(dy)];
    for (let dx = -half; dx <= half; dx++) offsets.push({ dx, dy });
  }
  return offsets.sort((a, b) => a.dx * a.dx + a.dy * a.dy - (b.dx * b.dx + b.dy * b.dy) || a.dy - b.dy || a.dx - b.dx);
}

/**
 * Marks the pixels within a Euclidean distance of those set in a mask, exactly. A threshold of the distance transform of
 * Felzenszwalb & Huttenlocher (2012) in its two passes, columns and then rows; since only the threshold is asked for,
 * the envelope of a row's parabolas is the union of their intervals below it.
 * @param mask [height, width], pixels that are `of` count as set
 * @param halves as `discHalfWidths` of the distance gives them
 * @returns [height, width], 1 where a set pixel is at most that distance away, itself included
 */
export function within(mask: Uint8Array, width: number, height: number, halves: Int32Array, of: 0 | 1): Uint8Array {
  const none = halves.length;
  // Rows to the next set pixel of the column, at or above; `none`: too far.
  const above = new Uint16Array(width * height);
  for (let x = 0; x < width; x++) above[x] = mask[x] === of ? 0 : none;
  for (let i = width; i < above.length; i++) {
    const before = above[i - width];
    above[i] = mask[i] === of ? 0 : before < none ? before + 1 : none;
  }
  const out = new Uint8Array(width * height);
  const below = new Uint16Array(width).fill(none);
  const half = new Int32Array(width);
  for (let line = (height - 1) * width; line >= 0; line -= width) {
    let reach = -1;
    for (let x = 0; x < width; x++) {
      const down = mask[line + x] === of ? 0 : below[x] < none ? below[x] + 1 : none;
      below[x] = down;
      const up = above[line + x];
      const rows = Math.min(up, down);
      const side = rows < none ? halves[rows] : -1;
      half[x] = side;
      if (side >= 0 && x + side > reach) reach = x + side;
      if (reach >= x) out[line + x] = 1;
    }
    reach = width;
    for (let x = width - 1; x >= 0; x--) {
      const side = half[x];
      if (side >= 0 && x - side < reach) reach = x - side;
      if (reach <= x) out[line + x] = 1;
    }
  }
  return out;
}
