import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { download } from '../../../../scripts/fetch/download.mjs';
import { temporaryFolder } from '../temporary-folder';

const folder = temporaryFolder();
const content = randomBytes(400_000);
const sha256 = createHash('sha256').update(content).digest('hex');

let server: Server;
let url = '';
let ranges: (string | undefined)[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;

/** A server that knows byte ranges, as file hosts do. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (from >= content.length) {
    response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    return;
  }
  const body = content.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, { 'content-length': body.length }).end(body);
}

beforeEach(async () => {
  ranges = [];
  answer = serve;
  server = createServer((request, response) => {
    ranges.push(request.headers.range);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/file` : '';
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('download', () => {
  it('fetches a file and tells how far it is', async () => {
    const seen: [number, number | undefined][] = [];
    const path = join(folder.path, 'file');
    await download(url, path, { sha256, onProgress: (bytes, total) => seen.push([bytes, total]) });
    expect(readFileSync(path)).toEqual(content);
    expect(seen.at(-1)).toEqual([content.length, content.length]);
  });

  it('goes on where an interrupted try ended', async () => {
    const path = join(folder.path, 'file');
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 150_000), () => response.destroy());
    };
    await expect(download(url, path, { sha256 })).rejects.toMatchObject({ code: 'no-network' });
    expect(existsSync(path)).toBe(false);
    answer = serve;
    await download(url, path, { sha256 });
    expect(ranges.at(-1)).toBe('bytes=150000-');
    expect(readFileSync(path)).toEqual(content);
  });

  it('takes a beginning that is whole already without fetching it again', async () => {
    const path = join(folder.path, 'file');
    writeFileSync(`${path}.part`, content);
    await download(url, path, { sha256 });
    expect(readFileSync(path)).toEqual(content);
    expect(ranges).toHaveLength(1);
  });

  it('begins afresh where the old beginning belongs to another file', async () => {
    const path = join(folder.path, 'file');
    writeFileSync(`${path}.part`, randomBytes(1000));
    await download(url, path, { sha256 });
    expect(readFileSync(path)).toEqual(content);
  });

  it('begins afresh where the server knows no ranges', async () => {
    const path = join(folder.path, 'file');
    writeFileSync(`${path}.part`, content.subarray(0, 1000));
    answer = (_, response) => response.writeHead(200, { 'content-length': content.length }).end(content);
    await download(url, path, { sha256 });
    expect(readFileSync(path)).toEqual(content);
  });

  it('deletes a file with the wrong sum and says so', async () => {
    const path = join(folder.path, 'file');
    await expect(download(url, path, { sha256: 'a'.repeat(64) })).rejects.toMatchObject({ code: 'wrong-checksum' });
    expect(existsSync(path)).toBe(false);
    expect(existsSync(`${path}.part`)).toBe(false);
  });

  it('gives up on a server that does not answer in time', async () => {
    answer = () => {};
    const started = performance.now();
    const pending = download(url, join(folder.path, 'file'), { sha256, answerMs: 200 });
    await expect(pending).rejects.toMatchObject({ code: 'no-network' });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('gives up on a server that stops in the middle', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, 1000));
    };
    const pending = download(url, join(folder.path, 'file'), { sha256, stallMs: 200 });
    await expect(pending).rejects.toMatchObject({ code: 'no-network' });
  });

  it('takes an error page for no file', async () => {
    answer = (_, response) => response.writeHead(404).end('not here');
    await expect(download(url, join(folder.path, 'file'), { sha256 })).rejects.toMatchObject({ code: 'no-network' });
  });
});
