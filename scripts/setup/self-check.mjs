import { join } from 'node:path';
import { commandFailed } from '../failure.mjs';
import { electronExecutable, nodeModules, tensorflowEnvironment } from '../paths.mjs';
import { run } from '../run-command.mjs';

/**
 * What really loads, and on which device.
 * @typedef {{
 *   electron: string,
 *   node: string,
 *   sqlite: string,
 *   tensorflow: string,
 *   device: 'cpu' | 'gpu',
 *   problem?: string,
 * }} Loaded `problem` is TensorFlow's own reason where a GPU was wanted and cannot be used
 */

/** Runs inside Electron's Node: loads both native parts, computes with them, prints what they are. */
const program = `
  const Database = require('better-sqlite3');
  const database = new Database(':memory:');
  const sqlite = database.prepare('select sqlite_version() as version').get().version;
  database.close();
  const tf = require('@tensorflow/tfjs-node-gpu');
  const backend = tf.backend();
  if (tf.add(1, 1).dataSync()[0] !== 2) throw new Error('TensorFlow computes one and one as something else than two');
  console.log(JSON.stringify({
    electron: process.versions.electron, node: process.versions.node, sqlite,
    tensorflow: backend.binding.TF_Version, device: backend.isUsingGpuDevice ? 'gpu' : 'cpu',
  }));
`;

/**
 * @param {'cpu' | 'gpu'} wanted
 * @returns {Promise<Loaded>}
 * @throws {import('../failure.mjs').SetupFailure} where a part does not load
 */
export async function selfCheck(wanted) {
  const logLevel = wanted === 'gpu' ? '0' : tensorflowEnvironment.TF_CPP_MIN_LOG_LEVEL;
  const env = { ...process.env, ...tensorflowEnvironment, TF_CPP_MIN_LOG_LEVEL: logLevel, ELECTRON_RUN_AS_NODE: '1' };
  const { code, stdout, output } = await run(electronExecutable(), ['-e', program], {
    env,
    cwd: join(nodeModules, '..'),
  });
  const line = stdout.split('\n').find((text) => text.startsWith('{"electron"'));
  if (code !== 0 || line === undefined) {
    const error = output.split('\n').find((text) => /error/i.test(text)) ?? output;
    const remedy =
      'Delete node_modules and run this again; on a system older than Debian 11 the libraries are too new.';
    throw commandFailed('Loading the native parts', error, remedy);
  }
  const loaded = JSON.parse(line);
  return wanted === 'gpu' && loaded.device === 'cpu' ? { ...loaded, problem: gpuProblem(output) } : loaded;
}

/** @param {string} log of TensorFlow @returns {string} */
export function gpuProblem(log) {
  const said =
    /(failed call to cuInit[^\n]*|Could not load dynamic library[^\n]*|Cannot dlopen some GPU libraries[^\n]*|no CUDA-capable device[^\n]*)/i;
  const found = said.exec(log);
  return found ? `TensorFlow says: ${found[1].trim()}` : 'TensorFlow found no GPU that it can use';
}
