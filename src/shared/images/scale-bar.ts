import type { LengthUnit, PixelSize } from './pixel-size';

/** A bar of a round length in the world. */
export interface ScaleBar {
  /** 1, 2 or 5 times a power of ten. */
  length: number;
  unit: LengthUnit;
  /** On the screen. */
  widthPx: number;
}

export const LONGEST_BAR_PX = 160;

const UNITS: readonly LengthUnit[] = ['nm', 'µm', 'mm', 'm'];
const ROUND_STEPS = [1, 2, 5];
const UNIT_STEP = 1000;

/**
 * The longest bar of a round length within 160 px; round lengths are at most 2.5 times apart, so that it has 64 px at
 * least. Said in the unit in which its number is below 1000, where there is one.
 * @param zoom screen pixels an image pixel @returns null where the size is a screen's or printer's, which measures nothing
 */
export function scaleBarOf(size: PixelSize | null, zoom: number): ScaleBar | null {
  if (size === null || size.isNominal || !(zoom > 0) || !Number.isFinite(zoom)) return null;
  const perPx = size.x / zoom;
  const longest = LONGEST_BAR_PX * perPx;
  const exponent = Math.floor(Math.log10(longest));
  const lengths = [exponent - 1, exponent].flatMap((power) => ROUND_STEPS.map((step) => power10(step, power)));
  const fitting = lengths.filter((length) => length <= longest * (1 + 1e-9));
  const length = Math.max(...fitting);
  return { ...inFittingUnit(length, size.unit), widthPx: length / perPx };
}

/** As it is read: `50 µm`. */
export function scaleBarWords({ length, unit }: ScaleBar): string {
  return `${length} ${unit}`;
}

/** Without the error of multiplying by a negative power. */
function power10(step: number, power: number): number {
  return Number(`${step}e${power}`);
}

function inFittingUnit(length: number, unit: LengthUnit): { length: number; unit: LengthUnit } {
  const at = UNITS.indexOf(unit);
  const larger = UNITS[at + 1];
  const smaller = UNITS[at - 1];
  if (length >= UNIT_STEP && larger !== undefined) return inFittingUnit(rounded(length / UNIT_STEP), larger);
  if (length < 1 && smaller !== undefined) return inFittingUnit(rounded(length * UNIT_STEP), smaller);
  return { length, unit };
}

function rounded(length: number): number {
  return Number(length.toPrecision(6));
}
