import {
  Blend,
  Brush,
  Circle,
  Copy,
  Eraser,
  Hand,
  Hexagon,
  Lasso,
  type LucideIcon,
  PaintBucket,
  PaintbrushVertical,
  Pentagon,
  Pipette,
  Spline,
  Square,
  WandSparkles,
} from 'lucide-react';
import type { PaintTool } from './document/paint-state';

interface ToolEntry {
  tool: PaintTool;
  name: string;
  icon: LucideIcon;
  /** As tinykeys writes it. */
  keys: string;
  /** What the tool does, one sentence. */
  hint: string;
  /** A line in the rail after it. */
  endsGroup?: boolean;
}

/** The tools of Paint as rail, keys, palette and hints name them, in the order of the rail. */
export const toolEntries: readonly ToolEntry[] = [
  {
    tool: 'move',
    name: 'Move',
    icon: Hand,
    keys: 'v',
    hint: 'Drag to move the image; Space does so with any tool.',
    endsGroup: true,
  },
  { tool: 'brush', name: 'Brush', icon: Brush, keys: 'b', hint: 'Paint the class in hand.' },
  { tool: 'eraser', name: 'Eraser', icon: Eraser, keys: 'e', hint: 'Make pixels unpainted.', endsGroup: true },
  {
    tool: 'polygon',
    name: 'Polygon',
    icon: Pentagon,
    keys: 'p',
    hint: 'Click points, drag them, right-click to remove one. Enter or a click on the first paints it.',
  },
  { tool: 'lasso', name: 'Lasso', icon: Lasso, keys: 'l', hint: 'Draw around what to paint.' },
  {
    tool: 'rectangle',
    name: 'Rectangle',
    icon: Square,
    keys: 'r',
    hint: 'Drag from corner to corner; Shift makes a square, Ctrl draws from the middle.',
  },
  {
    tool: 'ellipse',
    name: 'Ellipse',
    icon: Circle,
    keys: 'o',
    hint: 'Drag from corner to corner; Shift makes a circle, Ctrl draws from the middle.',
  },
  {
    tool: 'fill',
    name: 'Fill',
    icon: PaintBucket,
    keys: 'g',
    hint: 'Give a connected region the class in hand.',
  },
  {
    tool: 'region',
    name: 'Regions',
    icon: Blend,
    keys: 'q',
    hint: 'Click a region to see what would change, and again to keep it.',
  },
  {
    tool: 'copy',
    name: 'Copy',
    icon: Copy,
    keys: 'c',
    hint: 'Take labels of the image before, or of a prediction, as a start.',
    endsGroup: true,
  },
  {
    tool: 'wand',
    name: 'Wand',
    icon: WandSparkles,
    keys: 'm',
    hint: 'Click pixels of similar colour; drag sideways for more or fewer.',
  },
  {
    tool: 'wire',
    name: 'Live wire',
    icon: Spline,
    keys: 'w',
    hint: 'Click along an edge of the image; the line between clings to it. Enter paints it.',
  },
  {
    tool: 'smart',
    name: 'Smart brush',
    icon: PaintbrushVertical,
    keys: 's',
    hint: 'Paint what looks like the ground under the middle; it stops at edges.',
  },
  {
    tool: 'superpixels',
    name: 'Superpixels',
    icon: Hexagon,
    keys: 'u',
    hint: 'Stroke over regions of similar colour to paint them.',
    endsGroup: true,
  },
  { tool: 'pick', name: 'Pick', icon: Pipette, keys: 'i', hint: 'Take the class under the pointer in hand.' },
];

export function toolEntry(tool: PaintTool): ToolEntry {
  const entry = toolEntries.find((candidate) => candidate.tool === tool);
  if (entry === undefined) throw new Error(`no tool ${tool}`);
  return entry;
}
