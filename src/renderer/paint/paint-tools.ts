import { Brush, Eraser, Hand, type LucideIcon, PaintBucket, Pipette } from 'lucide-react';
import type { PaintTool } from './document/paint-state';

interface ToolEntry {
  tool: PaintTool;
  name: string;
  icon: LucideIcon;
  /** As tinykeys writes it. */
  keys: string;
  /** What the tool does, one sentence. */
  hint: string;
}

/** The tools of Paint as rail, keys, palette and hints name them, in the order of the rail. */
export const toolEntries: readonly ToolEntry[] = [
  { tool: 'move', name: 'Move', icon: Hand, keys: 'v', hint: 'Drag to move the image; Space does so with any tool.' },
  { tool: 'brush', name: 'Brush', icon: Brush, keys: 'b', hint: 'Paint the class in hand.' },
  { tool: 'eraser', name: 'Eraser', icon: Eraser, keys: 'e', hint: 'Make pixels unpainted.' },
  { tool: 'fill', name: 'Fill', icon: PaintBucket, keys: 'g', hint: 'Give a connected region the class in hand.' },
  { tool: 'pick', name: 'Pick', icon: Pipette, keys: 'i', hint: 'Take the class under the pointer in hand.' },
];

export function toolEntry(tool: PaintTool): ToolEntry {
  const entry = toolEntries.find((candidate) => candidate.tool === tool);
  if (entry === undefined) throw new Error(`no tool ${tool}`);
  return entry;
}
