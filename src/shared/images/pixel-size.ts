import { z } from 'zod';

export type LengthUnit = 'nm' | 'µm' | 'mm' | 'm';

/** What a pixel measures in the world along x and y, as the file says. */
export interface PixelSize {
  x: number;
  y: number;
  unit: LengthUnit;
  source: 'ome' | 'imagej' | 'geotiff' | 'tiff' | 'png' | 'jfif' | 'exif' | 'bmp';
  /** A usual resolution of screens and printers (72, 96, 300 dpi …): it says nothing of what was photographed. */
  isNominal: boolean;
}

export const pixelSizeSchema: z.ZodType<PixelSize> = z.object({
  x: z.number().positive(),
  y: z.number().positive(),
  unit: z.enum(['nm', 'µm', 'mm', 'm']),
  source: z.enum(['ome', 'imagej', 'geotiff', 'tiff', 'png', 'jfif', 'exif', 'bmp']),
  isNominal: z.boolean(),
});

const METRES: Record<LengthUnit, number> = { nm: 1e-9, µm: 1e-6, mm: 1e-3, m: 1 };
const INCH_METRES = 0.0254;
const NOMINAL_DPI = [72, 96, 100, 120, 144, 150, 180, 200, 240, 250, 300, 350, 360, 400, 600, 720, 1200, 1440, 2400];
/** PNG and BMP keep whole pixels a metre: 72 dpi is 2835. */
const DPI_TOLERANCE = 0.02;

/**
 * A pixel size in the unit in which people say it: below 0.1 µm in nm, below 1 mm in µm, and so on.
 * @param xMetres metres a pixel @returns null where either is no positive finite number
 */
export function pixelSizeOf(xMetres: number, yMetres: number, source: PixelSize['source']): PixelSize | null {
  if (!isLength(xMetres) || !isLength(yMetres)) return null;
  // One part in 10^12 below the step, so that 1e-3 out of a division is still 1 mm.
  const larger = Math.max(xMetres, yMetres) * (1 + 1e-12);
  const unit: LengthUnit = larger < 1e-7 ? 'nm' : larger < 1e-3 ? 'µm' : larger < 1 ? 'mm' : 'm';
  const rounded = (metres: number): number => Number((metres / METRES[unit]).toPrecision(12));
  const isMeasured = source === 'ome' || source === 'imagej' || source === 'geotiff';
  const isNominal = !isMeasured && isNominalDpi(INCH_METRES / xMetres) && isNominalDpi(INCH_METRES / yMetres);
  return { x: rounded(xMetres), y: rounded(yMetres), unit, source, isNominal };
}

/** From pixels a length. @param unitMetres the length, e.g. 0.0254 for dots per inch */
export function pixelSizeOfDensity(
  xDensity: number,
  yDensity: number,
  unitMetres: number,
  source: PixelSize['source'],
): PixelSize | null {
  return pixelSizeOf(unitMetres / xDensity, unitMetres / yDensity, source);
}

/** Metres of a unit as people and programs write it; undefined where it is none of length ("pixel"). */
export function metresOfUnit(name: string): number | undefined {
  const unit = name.trim().replace(/^\\u00b5/i, 'µ');
  return UNIT_NAMES.get(unit) ?? UNIT_NAMES.get(unit.toLowerCase());
}

const UNIT_NAMES: ReadonlyMap<string, number> = new Map([
  ...names(1e-12, 'pm', 'picometer', 'picometre'),
  ...names(1e-10, 'Å', 'Å', 'angstrom'),
  ...names(1e-9, 'nm', 'nanometer', 'nanometre', 'nanometers'),
  // The Greek letter and the micro sign look alike.
  ...names(1e-6, 'µm', 'μm', 'um', 'micron', 'microns', 'micrometer', 'micrometre'),
  ...names(1e-3, 'mm', 'millimeter', 'millimetre'),
  ...names(1e-2, 'cm', 'centimeter', 'centimetre'),
  ...names(1, 'm', 'meter', 'metre'),
  ...names(1e3, 'km', 'kilometer', 'kilometre'),
  ...names(INCH_METRES, 'in', 'inch', 'inches'),
]);

function names(metres: number, ...all: string[]): [string, number][] {
  return all.map((name) => [name, metres]);
}

function isLength(metres: number): boolean {
  return Number.isFinite(metres) && metres > 0;
}

function isNominalDpi(dpi: number): boolean {
  return NOMINAL_DPI.some((usual) => Math.abs(dpi - usual) <= DPI_TOLERANCE);
}
