import { type ReactNode, useEffect, useRef } from 'react';

interface ColorBarProps {
  /** What the colours stand for: `weight`, `loss`. */
  label: string;
  /** RGB of each of 256 steps, low to high. */
  table: Uint8Array;
  low: string;
  middle?: string;
  high: string;
}

/** What a heatmap's colours mean. */
export function ColorBar({ label, table, low, middle, high }: ColorBarProps): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const row = context.createImageData(256, 1);
    for (let step = 0; step < 256; step++) {
      row.data.set(table.subarray(3 * step, 3 * step + 3), 4 * step);
      row.data[4 * step + 3] = 255;
    }
    context.putImageData(row, 0, 0);
  }, [table]);
  return (
    <figure className="color-bar">
      <figcaption>{label}</figcaption>
      <canvas ref={canvas} width={256} height={1} />
      <div className="color-bar-ends">
        <span>{low}</span>
        {middle !== undefined && <span>{middle}</span>}
        <span>{high}</span>
      </div>
    </figure>
  );
}
