import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { commandFailed, noCompiler } from '../failure.mjs';
import { publish } from '../files/publish.mjs';
import { cacheFolder, nodeModules, root } from '../paths.mjs';
import { run } from '../run-command.mjs';
import { tensorflow } from './pins.mjs';
import { sumOfFiles } from './stamp.mjs';
import { installCommand } from './system.mjs';

const binding = join(nodeModules, '@tensorflow', 'tfjs-node-gpu', 'binding');
const quietLoad = join(root, 'scripts', 'setup', 'quiet-load');

/**
 * @returns {Promise<string>} a C++ compiler: CXX where it is set, else the first on the PATH
 * @throws {import('../failure.mjs').SetupFailure} `no-compiler`
 */
export async function findCompiler() {
  const named = process.env.CXX;
  for (const compiler of named ? [named] : ['g++', 'c++', 'clang++']) {
    if ((await run(compiler, ['--version'])).code === 0) return compiler;
  }
  throw noCompiler(installCommand('compiler'));
}

/** @returns {boolean} whether one was compiled before; that it fits shows once the packages are there */
export const hasCachedBridge = () =>
  existsSync(cacheFolder()) && readdirSync(cacheFolder()).some((name) => name.includes('-tfjs-binding-'));

/** Loads before TensorFlow; see quiet-load/mute.c. */
export const QUIET_LIBRARY = 'libmaskwright-quiet.so';
export const BRIDGE_FILE = 'tfjs_binding.node';

/**
 * Compiles tfjs-node's binding against a TensorFlow of our choice. It uses Node-API, so that one file serves Node and
 * Electron; it finds its libraries relative to itself, so that it can be kept and linked anywhere.
 * @param {string} libraries the folder with TensorFlow's `lib` and `include`
 * @returns {Promise<string>} a folder in the cache with BRIDGE_FILE and QUIET_LIBRARY
 */
export async function ensureBridge(libraries) {
  const sources = [binding, quietLoad].flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const name = `tfjs-binding-${tensorflow.bridge}-tensorflow-${tensorflow.version}-${sumOfFiles(sources.sort())}`;
  const goal = join(cacheFolder(), `${process.platform}-${process.arch}-${name}`);
  if (existsSync(goal)) return goal;
  const compiler = await findCompiler();
  await publish(goal, async (partial) => {
    await mkdir(partial, { recursive: true });
    await compile(compiler, quietArguments(partial));
    await compile(compiler, bridgeArguments(libraries, partial));
  });
  return goal;
}

/** @param {string} compiler @param {string[]} args */
async function compile(compiler, args) {
  const result = await run(compiler, args, { cwd: binding });
  if (result.code === 0) return;
  const error = result.output.split('\n').find((line) => /error/i.test(line)) ?? result.output;
  throw commandFailed(
    'Compiling the bridge to TensorFlow',
    error,
    'It needs a compiler with C++17, such as GCC 9 or newer.',
  );
}

/** @param {string} folder @returns {string[]} */
function quietArguments(folder) {
  const output = join(folder, QUIET_LIBRARY);
  return ['-x', 'c', join(quietLoad, 'mute.c'), '-O2', '-shared', '-fPIC', '-Wl,-z,initfirst', '-o', output];
}

/** @param {string} libraries @param {string} folder @returns {string[]} */
function bridgeArguments(libraries, folder) {
  const defines = ['NAPI_VERSION=8', 'NODE_GYP_MODULE_NAME=tfjs_binding', 'BUILDING_NODE_EXTENSION'];
  const includes = [join(nodeModules, 'node-api-headers', 'include'), join(libraries, 'include'), '.', '..'];
  return [
    ...['-O2', '-std=c++17', '-shared', '-fPIC', '-w'],
    ...defines.map((define) => `-D${define}`),
    ...includes.map((include) => `-I${include}`),
    ...['tfjs_backend.cc', 'tfjs_binding.cc', join(quietLoad, 'unmute.cc')],
    ...[`-L${join(libraries, 'lib')}`, `-L${folder}`],
    // The last library named is the first to be initialised, also where -z initfirst is not heard.
    ...['-ltensorflow', '-ltensorflow_framework', '-lmaskwright-quiet'],
    ...['-Wl,-rpath,$ORIGIN/../../deps/lib', '-o', join(folder, BRIDGE_FILE)],
  ];
}
