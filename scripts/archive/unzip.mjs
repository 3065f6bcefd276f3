import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, symlink } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { crc32 } from './crc32.mjs';
import { readAt, readZipDirectory } from './zip-directory.mjs';

/** @typedef {import('./zip-directory.mjs').ZipEntry} ZipEntry */

const fileType = 0o170000;
const link = 0o120000;

/**
 * Unpacks a zip archive, or a part of it, keeping permissions and links, a stream at a time: memory does not grow with
 * the archive. Sizes and sums are checked.
 * @param {string} archive
 * @param {string} folder
 * @param {{
 *   select?: (name: string) => string | undefined,
 *   onProgress?: (bytes: number, total: number) => void,
 * }} [options] `select` gives the path below `folder` that an entry goes to, or undefined to leave it out
 * @returns {Promise<string[]>} the paths below `folder` that were written
 * @throws {Error} for a broken archive, and for an entry or link that leads out of the folder (nothing is written then)
 */
export async function unzip(archive, folder, options = {}) {
  const select = options.select ?? ((name) => name);
  const file = await open(archive);
  try {
    const chosen = (await readZipDirectory(file)).flatMap((entry) => {
      const path = select(entry.name);
      return path === undefined ? [] : [{ entry, path: inside(path) }];
    });
    const total = chosen.reduce((sum, { entry }) => sum + entry.bytes, 0);
    let done = 0;
    // Links come last, so that no file is written through one.
    const isLink = (/** @type {ZipEntry} */ entry) => (entry.mode & fileType) === link;
    const links = [];
    for (const { entry, path } of chosen) {
      if (isLink(entry))
        links.push({ path, target: inTree(path, (await contents(archive, file, entry)).toString('utf8')) });
    }
    for (const { entry, path } of chosen) {
      if (isLink(entry)) continue;
      await writeEntry(archive, file, entry, join(folder, path), (bytes) => {
        done += bytes;
        options.onProgress?.(done, total);
      });
    }
    for (const { path, target } of links) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await symlink(target, join(folder, path));
    }
    return chosen.filter(({ entry }) => !entry.name.endsWith('/')).map(({ path }) => path);
  } finally {
    await file.close();
  }
}

/**
 * @param {string} archive
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @param {string} path
 * @param {(bytes: number) => void} onBytes
 */
async function writeEntry(archive, file, entry, path, onBytes) {
  if (entry.name.endsWith('/')) {
    await mkdir(path, { recursive: true });
    return;
  }
  await mkdir(dirname(path), { recursive: true });
  const permissions = entry.mode & 0o777 || 0o644;
  await decompress(archive, file, entry, onBytes, createWriteStream(path, { flags: 'wx', mode: permissions }));
}

/**
 * @param {string} archive
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @returns {Promise<Buffer>}
 */
async function contents(archive, file, entry) {
  /** @type {Buffer[]} */
  const chunks = [];
  const collect = new Transform({
    transform(chunk, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  await decompress(archive, file, entry, () => {}, collect.resume());
  return Buffer.concat(chunks);
}

/**
 * @param {string} archive
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @param {(bytes: number) => void} onBytes
 * @param {NodeJS.WritableStream} sink
 */
async function decompress(archive, file, entry, onBytes, sink) {
  if (entry.method !== 0 && entry.method !== 8) throw new Error(`${entry.name} uses a compression that is not known`);
  const header = await readAt(file, entry.headerOffset, 30);
  const start = entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const meter = measured(entry, onBytes);
  if (entry.compressedBytes === 0) return pipeline([], meter, sink);
  const end = start + entry.compressedBytes - 1;
  const source = createReadStream(archive, { start, end, highWaterMark: 1 << 20 });
  if (entry.method === 0) await pipeline(source, meter, sink);
  else await pipeline(source, createInflateRaw({ chunkSize: 1 << 18 }), meter, sink);
}

/** @param {ZipEntry} entry @param {(bytes: number) => void} onBytes @returns {Transform} fails where size or sum are wrong */
function measured(entry, onBytes) {
  let bytes = 0;
  let crc = 0;
  const wrong = () => new Error(`${entry.name} does not have the size and sum that the archive states`);
  return new Transform({
    transform(chunk, _encoding, done) {
      bytes += chunk.length;
      crc = crc32(chunk, crc);
      onBytes(chunk.length);
      done(bytes > entry.bytes ? wrong() : null, chunk);
    },
    flush(done) {
      done(bytes === entry.bytes && crc === entry.crc ? null : wrong());
    },
  });
}

/** @param {string} path @returns {string} @throws {Error} where it leads out of the folder */
function inside(path) {
  const parts = path.split('/');
  if (path.startsWith('/') || path.includes('\\') || /^[a-z]:/i.test(path) || parts.includes('..')) {
    throw new Error(`the archive holds ${path}, which leads out of its folder`);
  }
  return path;
}

/** @param {string} path of the link @param {string} target @returns {string} */
function inTree(path, target) {
  const end = posix.normalize(posix.join(posix.dirname(path), target));
  if (posix.isAbsolute(target) || end === '..' || end.startsWith('../')) {
    throw new Error(`the archive's link ${path} leads out of its folder`);
  }
  return target;
}
