import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import '../../../src/shared/contract/client';
import { launch } from '../../e2e/window';
import { median, report } from '../report';
import { makeLargeProject, type Place } from './large-project';

const [WIDTH, HEIGHT] = [12_000, 9_000];
const ROUNDS = 3;
const WANTED_MS = 2000;

it('shows a JPEG of 12,000 x 9,000 within 2 s of opening its project', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maskwright-look-'));
  const place = { data: join(folder, 'data'), cache: join(folder, 'cache') };
  try {
    await writeJpeg(place, folder);
    const project = makeLargeProject(place, folder);
    const looks: number[] = [];
    const whole: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // A computer that has never seen the picture: no thumbnail, no tile, and no screen where the person was last.
      const fresh = { data: join(folder, `data-${round}`), cache: join(folder, `cache-${round}`) };
      const { firstMs, sharpMs } = await lookAt(fresh, project);
      looks.push(firstMs);
      whole.push(sharpMs);
    }
    const middle = median(looks);
    report({
      what: '108 megapixel JPEG: project opened, image clicked, first picture on the canvas; nothing in the cache',
      figure: `${seconds(middle)} (slowest ${seconds(Math.max(...looks))}); as sharp as the screen ${seconds(median(whole))}`,
      wanted: '< 2 s',
      isReached: middle < WANTED_MS,
    });
    expect(middle).toBeLessThan(WANTED_MS);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Milliseconds from asking for the project to a picture on the canvas, and to tiles as fine as the screen. */
async function lookAt(place: Place, project: string): Promise<{ firstMs: number; sharpMs: number }> {
  const { app, page } = await launch(place);
  try {
    await page.getByText(/^TensorFlow/).waitFor({ timeout: 60_000 });
    const startMs = performance.now();
    await page.evaluate((folder) => {
      void window.maskwright.request('projects.open', { folder, readOnly: false });
    }, project);
    await page.getByRole('gridcell').first().dblclick();
    await page.locator('.canvas-stage').waitFor();
    await drawn(page, 'any');
    const firstMs = performance.now() - startMs;
    await drawn(page, 'fine');
    return { firstMs, sharpMs: performance.now() - startMs };
  } finally {
    await app.close();
  }
}

/**
 * Waits for the frame in which the picture's middle is drawn: from any level, or from one in which the lines of the picture
 * are seen as they are.
 */
function drawn(page: Page, detail: 'any' | 'fine'): Promise<void> {
  return page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          const canvas = document.querySelector('.canvas-layers canvas');
          const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null;
          const { width = 0, height = 0 } = context?.canvas ?? {};
          if (context && width > 0) {
            const row = context.getImageData(Math.round(width / 2) - 100, Math.round(height / 2), 200, 1).data;
            let contrast = 0;
            for (let i = 4; i < row.length; i += 4)
              contrast = Math.max(contrast, Math.abs((row[i] ?? 0) - (row[i - 4] ?? 0)));
            if (row[3] === 255 && (wanted === 'any' || contrast > 60)) {
              resolve();
              return;
            }
          }
          requestAnimationFrame(look);
        };
        look();
      }),
    detail,
  );
}

/** An orthophoto's worth of fields with hard edges and grain, written by the browser's encoder. */
async function writeJpeg(place: Place, folder: string): Promise<void> {
  const { app, page } = await launch(place);
  try {
    const base64 = await page.evaluate(
      async ({ width, height }) => {
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('no canvas');
        const rows = 500;
        for (let top = 0; top < height; top += rows) {
          const strip = new ImageData(width, rows);
          for (let i = 0, at = 0; i < width * rows; i++, at += 4) {
            const x = i % width;
            const y = top + Math.floor(i / width);
            const field = ((x >> 8) + (y >> 8)) % 2 === 0 ? 60 : 180;
            const grain = (Math.imul(x, 374761393) ^ Math.imul(y, 668265263)) & 15;
            strip.data[at] = field + grain;
            strip.data[at + 1] = field + (grain >> 1) + 20;
            strip.data[at + 2] = 90 + grain;
            strip.data[at + 3] = 255;
          }
          context.putImageData(strip, 0, top);
        }
        const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
        return await new Promise<string>((resolve, reject) => {
          const reader = new FileReader();
          reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
          reader.onerror = () => reject(reader.error);
          reader.readAsDataURL(blob);
        });
      },
      { width: WIDTH, height: HEIGHT },
    );
    mkdirSync(join(folder, 'images'));
    writeFileSync(join(folder, 'images', 'orthophoto.jpg'), Buffer.from(base64, 'base64'));
  } finally {
    await app.close();
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
