import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { noNetwork, SetupFailure } from '../failure.mjs';
import { checkSum } from './checksum.mjs';

/**
 * Downloads a file, going on where an earlier try ended, and checks its sum.
 * @param {string} url
 * @param {string} path appears only when the file is whole and right; what is unfinished lies in `<path>.part`
 * @param {{
 *   sha256: string,
 *   onProgress?: (bytes: number, total: number | undefined) => void,
 *   answerMs?: number,
 *   stallMs?: number,
 * }} options a server that does not answer within `answerMs` (8,000), or sends nothing for `stallMs` (30,000), is given up
 * @throws {SetupFailure} `no-network`, `wrong-checksum`
 */
export async function download(url, path, options) {
  const part = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  const resumedAt = await sizeOf(part);
  await fetchInto(url, part, resumedAt, options);
  try {
    await checkSum(part, options.sha256);
  } catch (error) {
    // The old beginning may belong to another version of the file: once from the start before giving up.
    if (!(error instanceof SetupFailure) || resumedAt === 0) throw error;
    await fetchInto(url, part, 0, options);
    await checkSum(part, options.sha256);
  }
  await rename(part, path);
}

/**
 * @param {string} url
 * @param {string} part
 * @param {number} from bytes that are there already
 * @param {Parameters<typeof download>[2]} options
 */
async function fetchInto(url, part, from, options) {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new Error('no answer in time'));
  let timer = setTimeout(giveUp, options.answerMs ?? 8000);
  try {
    const headers = from > 0 ? { range: `bytes=${from}-` } : undefined;
    const response = await fetch(url, { headers, signal: controller.signal });
    if (response.status === 416) return await startAgain(url, part, from, response, options);
    if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
    const isResumed = response.status === 206;
    let bytes = isResumed ? from : 0;
    const length = Number(response.headers.get('content-length')) || undefined;
    const total = length && bytes + length;
    const file = createWriteStream(part, { flags: isResumed ? 'a' : 'w' });
    try {
      for await (const chunk of response.body) {
        clearTimeout(timer);
        timer = setTimeout(giveUp, options.stallMs ?? 30_000);
        if (!file.write(chunk)) await untilDrained(file);
        bytes += chunk.length;
        options.onProgress?.(bytes, total);
      }
    } finally {
      await closed(file);
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') throw error;
    throw noNetwork(basename(part, '.part'), error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * "Range not satisfiable": either all bytes are here already, or more than the file has.
 * @param {string} url
 * @param {string} part
 * @param {number} from
 * @param {Response} response
 * @param {Parameters<typeof download>[2]} options
 */
async function startAgain(url, part, from, response, options) {
  const total = Number(response.headers.get('content-range')?.split('/')[1]);
  if (total === from) return;
  await rm(part, { force: true });
  await fetchInto(url, part, 0, options);
}

/** @param {string} path @returns {Promise<number>} bytes, 0 where there is no file */
async function sizeOf(path) {
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}

/** @param {import('node:fs').WriteStream} file */
function untilDrained(file) {
  return new Promise((resolve, reject) => {
    file.once('error', reject);
    file.once('drain', () => {
      file.off('error', reject);
      resolve(undefined);
    });
  });
}

/** @param {import('node:fs').WriteStream} file @returns {Promise<void>} */
function closed(file) {
  return new Promise((resolve, reject) => {
    file.once('error', reject);
    file.end(() => resolve());
  });
}
