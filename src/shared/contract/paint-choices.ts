import { z } from 'zod';
import { classIdSchema } from '../ids';

export const paintTools = [
  'move',
  'brush',
  'eraser',
  'polygon',
  'lasso',
  'rectangle',
  'ellipse',
  'fill',
  'region',
  'copy',
  'wand',
  'wire',
  'smart',
  'superpixels',
  'pick',
] as const;

/** What can be done to a region, to all of a class, or inside of a shape. */
export const regionActs = ['grow', 'shrink', 'smooth', 'holes', 'specks', 'gaps', 'replace', 'erase'] as const;

/** Width of a brush, image pixels. */
export const SIZE_MIN = 1;
export const SIZE_MAX = 2000;

const size = z.int().min(SIZE_MIN).max(SIZE_MAX);
const amount = z.int().min(0).max(1_000_000);
const classes = z.array(classIdSchema).max(254).readonly();

/** What a person has in hand on Paint. Classes may have been removed since. */
export const paintChoicesSchema = z.object({
  tool: z.enum(paintTools),
  /** Null: the first of the project. */
  classInHand: classIdSchema.nullable(),
  sizes: z.object({ brush: size, eraser: size, smart: size, wire: size }).readonly(),
  shape: z.enum(['round', 'square']),
  /** Classes whose labels are not drawn, and classes that are never painted over. */
  hidden: classes,
  locked: classes,
  /** Of the labels over the image. */
  opacity: z.number().min(0).max(1),
  /** What is painted over. */
  over: z.enum(['everything', 'unpainted', 'class']),
  /** Where that is one class; null: the first of the project. */
  overClass: classIdSchema.nullable(),
  /** Shapes take away instead of adding. */
  isSubtracting: z.boolean(),
  /** Shapes and previews stay open for changes until Enter. */
  isAdjusting: z.boolean(),
  /** A stroke that comes back to itself is filled. */
  fillsLoops: z.boolean(),
  /** A pen's pressure changes the brush's width. */
  hasPressure: z.boolean(),
  /** The wand and its like go no further than what is on the screen. */
  isInView: z.boolean(),
  regionAct: z.enum(regionActs),
  /** What acts on regions are done to. */
  regionScope: z.enum(['region', 'class', 'shape']),
  /** The fill spreads through everything up to this class; null: through the one region. */
  fillBoundary: classIdSchema.nullable(),
  /** The live wire is painted as a line, not as what it encloses. */
  isWireLine: z.boolean(),
  /** Where labels are copied from, and which of them. */
  copyFrom: z.enum(['before', 'prediction']),
  copyScope: z.enum(['all', 'region', 'shape']),
  /** What the tools' sliders say. */
  amounts: z
    .object({
      tolerance: amount,
      spread: amount,
      edge: amount,
      superpixel: amount,
      grow: amount,
      shrink: amount,
      smooth: amount,
      specks: amount,
      gaps: amount,
      holes: amount,
    })
    .readonly(),
});
export type PaintChoices = z.infer<typeof paintChoicesSchema>;
