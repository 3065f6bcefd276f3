import type { LabelMap } from '../images/pixels';
import { type RandomStream, randomStream } from '../training/random';

/** Classes of the sample project, in the order of their ids from 1. */
export const sampleClasses = [
  { name: 'cell', color: '#e69f00' },
  { name: 'nucleus', color: '#56b4e9' },
  { name: 'ground', color: '#009e73' },
] as const;

const CELL = 1;
const NUCLEUS = 2;
const GROUND = 3;
const UNPAINTED = 0;

export const SAMPLE_IMAGES = 6;
const SIDE_PX = 256;

export interface SampleImage {
  name: string;
  width: number;
  height: number;
  /** [height, width, 3], 0..255. */
  rgb: Uint8Array;
  /** What a person would have painted so far; all 0 for images that are left to do. */
  painted: LabelMap;
}

/** Images of which part is painted, and one that is painted to its edges; the others are left to do. */
const paintedShare = [1, 0.75, 0.75, 0.5, 0, 0];

/**
 * A picture of made cells with dark outlines and nuclei on a grainy ground, with the labels that belong to it. The same
 * index gives the same picture on every machine.
 * @param index 0 .. SAMPLE_IMAGES-1
 */
export function sampleImage(index: number): SampleImage {
  const random = randomStream(0x5eed, index);
  const cells = scatterCells(random);
  const rgb = new Uint8Array(SIDE_PX * SIDE_PX * 3);
  const labels = new Uint8Array(SIDE_PX * SIDE_PX);
  const grain = grainOf(random);
  const share = paintedShare[index] ?? 0;
  for (let y = 0, pixel = 0; y < SIDE_PX; y++) {
    for (let x = 0; x < SIDE_PX; x++, pixel++) {
      const { label, light } = lookOf(cells, x + 0.5, y + 0.5);
      const shade = light + grain[pixel];
      rgb[3 * pixel] = toByte(shade * 0.93);
      rgb[3 * pixel + 1] = toByte(shade * 0.86 + (label === NUCLEUS ? -0.04 : 0));
      rgb[3 * pixel + 2] = toByte(shade * 0.95 + (label === GROUND ? 0.03 : 0.05));
      labels[pixel] = x < share * SIDE_PX ? label : UNPAINTED;
    }
  }
  return {
    name: `cells ${index + 1}.png`,
    width: SIDE_PX,
    height: SIDE_PX,
    rgb,
    painted: { width: SIDE_PX, height: SIDE_PX, data: labels },
  };
}

interface Cell {
  x: number;
  y: number;
  radiusPx: number;
  /** Waves of the outline: how far, how many, where they begin. */
  waves: readonly { height: number; count: number; phase: number }[];
  nucleus: { x: number; y: number; radiusPx: number };
}

/** Cells that touch but do not lie on one another. */
function scatterCells(random: RandomStream): Cell[] {
  const cells: Cell[] = [];
  for (let tries = 0; tries < 400 && cells.length < 26; tries++) {
    const radiusPx = random.between(16, 34);
    const x = random.between(-8, SIDE_PX + 8);
    const y = random.between(-8, SIDE_PX + 8);
    if (cells.some((other) => Math.hypot(other.x - x, other.y - y) < (other.radiusPx + radiusPx) * 0.98)) continue;
    const turn = random.between(0, 2 * Math.PI);
    const off = random.between(0, radiusPx * 0.3);
    cells.push({
      x,
      y,
      radiusPx,
      waves: [2, 3, 5].map((count) => ({
        height: random.between(0.02, 0.12) / Math.sqrt(count),
        count,
        phase: random.between(0, 2 * Math.PI),
      })),
      nucleus: {
        x: x + off * Math.cos(turn),
        y: y + off * Math.sin(turn),
        radiusPx: radiusPx * random.between(0.24, 0.38),
      },
    });
  }
  return cells;
}

/** Class and brightness (0..1) of a point: the cell that it lies deepest in, else the ground. */
function lookOf(cells: readonly Cell[], x: number, y: number): { label: number; light: number } {
  let depthPx = Number.NEGATIVE_INFINITY;
  let nucleusPx = Number.NEGATIVE_INFINITY;
  for (const cell of cells) {
    const angle = Math.atan2(y - cell.y, x - cell.x);
    const swing = cell.waves.reduce((sum, wave) => sum + wave.height * Math.sin(wave.count * angle + wave.phase), 1);
    const inside = cell.radiusPx * swing - Math.hypot(x - cell.x, y - cell.y);
    if (inside <= depthPx) continue;
    depthPx = inside;
    nucleusPx = cell.nucleus.radiusPx - Math.hypot(x - cell.nucleus.x, y - cell.nucleus.y);
  }
  if (depthPx < 0) return { label: GROUND, light: 0.78 };
  if (nucleusPx >= 0) return { label: NUCLEUS, light: 0.33 + 0.06 * Math.min(1, nucleusPx / 6) };
  // The outline is two pixels of dark, fading into the cell.
  return { label: CELL, light: 0.36 + 0.3 * Math.min(1, Math.max(0, (depthPx - 1.5) / 3)) };
}

/** Fine noise, and a slow unevenness of the light. */
function grainOf(random: RandomStream): Float32Array {
  const grain = new Float32Array(SIDE_PX * SIDE_PX);
  const tilt = random.between(-0.08, 0.08);
  const lean = random.between(-0.08, 0.08);
  for (let y = 0, pixel = 0; y < SIDE_PX; y++) {
    for (let x = 0; x < SIDE_PX; x++, pixel++) {
      const noise = (random.uniform() + random.uniform() + random.uniform() - 1.5) * 0.09;
      grain[pixel] = noise + tilt * (x / SIDE_PX - 0.5) + lean * (y / SIDE_PX - 0.5);
    }
  }
  return grain;
}

function toByte(light: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, light)));
}
