import * as tf from '@tensorflow/tfjs-node-gpu';

/** Rows of a strip: whole rows of blocks of 16, small enough to be one tensor. */
const STRIP_ROWS = 1008;
const BLOCK = 16;
const MARKERS = { frame: 0xc0, restartInterval: 0xdd, scan: 0xda } as const;

/**
 * A baseline JPEG larger than any tensor may be: strips are encoded one by one with the standard's tables, and their
 * scans joined by restart marks, which begin each one anew (ITU-T T.81, sections B.2.4.4 and E.1.4).
 * @param pixel red, green and blue at a place
 */
export async function largeJpeg(
  width: number,
  height: number,
  pixel: (x: number, y: number) => readonly [number, number, number],
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for (let top = 0, strip = 0; top < height; top += STRIP_ROWS, strip++) {
    const rows = Math.min(STRIP_ROWS, height - top);
    const bytes = await encodedStrip(width, rows, top, pixel);
    const scanAt = segmentAt(bytes, MARKERS.scan);
    const scanEnd = scanAt + 2 + wordAt(bytes, scanAt + 2);
    if (strip === 0) {
      const head = bytes.slice(0, scanAt);
      const frameAt = segmentAt(head, MARKERS.frame);
      head.set([height >> 8, height & 255], frameAt + 5);
      const interval = Math.ceil(width / BLOCK) * (STRIP_ROWS / BLOCK);
      parts.push(head, Uint8Array.of(0xff, MARKERS.restartInterval, 0, 4, interval >> 8, interval & 255));
      parts.push(bytes.slice(scanAt, scanEnd));
    } else parts.push(Uint8Array.of(0xff, 0xd0 + ((strip - 1) % 8)));
    // Without the end mark.
    parts.push(bytes.slice(scanEnd, -2));
  }
  return Uint8Array.from(Buffer.concat([...parts, Uint8Array.of(0xff, 0xd9)]));
}

async function encodedStrip(
  width: number,
  rows: number,
  top: number,
  pixel: (x: number, y: number) => readonly [number, number, number],
): Promise<Uint8Array> {
  const values = new Int32Array(width * rows * 3);
  for (let i = 0; i < width * rows; i++) values.set(pixel(i % width, top + Math.floor(i / width)), 3 * i);
  const strip = tf.tensor3d(values, [rows, width, 3], 'int32');
  try {
    return await tf.node.encodeJpeg(strip, 'rgb', 88, false, false, true);
  } finally {
    strip.dispose();
  }
}

/** Offset of a segment's marker, the segments before it walked over. */
function segmentAt(bytes: Uint8Array, marker: number): number {
  let at = 2;
  while (bytes[at + 1] !== marker) at += 2 + wordAt(bytes, at + 2);
  return at;
}

function wordAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
