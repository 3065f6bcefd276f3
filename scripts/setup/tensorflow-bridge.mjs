import { existsSync, readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { commandFailed, noCompiler } from '../failure.mjs';
import { publish } from '../files/publish.mjs';
import { cacheFolder, nodeModules } from '../paths.mjs';
import { run } from '../run-command.mjs';
import { tensorflow } from './pins.mjs';
import { sumOfFiles } from './stamp.mjs';
import { installCommand } from './system.mjs';

const binding = join(nodeModules, '@tensorflow', 'tfjs-node-gpu', 'binding');

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

/**
 * Compiles tfjs-node's binding against a TensorFlow of our choice. It uses Node-API, so that one file serves Node and
 * Electron; it finds its libraries relative to itself, so that it can be kept and linked anywhere.
 * @param {string} libraries the folder with TensorFlow's `lib` and `include`
 * @returns {Promise<string>} the compiled file in the cache
 */
export async function ensureBridge(libraries) {
  const sources = (await readdir(binding)).sort().map((name) => join(binding, name));
  const name = `tfjs-binding-${tensorflow.bridge}-tensorflow-${tensorflow.version}-${sumOfFiles(sources)}.node`;
  const goal = join(cacheFolder(), `${process.platform}-${process.arch}-${name}`);
  if (existsSync(goal)) return goal;
  const compiler = await findCompiler();
  await publish(goal, async (partial) => {
    const result = await run(compiler, compileArguments(libraries, partial), { cwd: binding });
    if (result.code === 0) return;
    const error = result.output.split('\n').find((line) => /error/i.test(line)) ?? result.output;
    throw commandFailed(
      'Compiling the bridge to TensorFlow',
      error,
      'It needs a compiler with C++17, such as GCC 9 or newer.',
    );
  });
  return goal;
}

/** @param {string} libraries @param {string} output @returns {string[]} */
function compileArguments(libraries, output) {
  const defines = ['NAPI_VERSION=8', 'NODE_GYP_MODULE_NAME=tfjs_binding', 'BUILDING_NODE_EXTENSION'];
  const includes = [join(nodeModules, 'node-api-headers', 'include'), join(libraries, 'include'), '.', '..'];
  return [
    ...['-O2', '-std=c++17', '-shared', '-fPIC', '-w'],
    ...defines.map((define) => `-D${define}`),
    ...includes.map((folder) => `-I${folder}`),
    ...['tfjs_backend.cc', 'tfjs_binding.cc'],
    ...[`-L${join(libraries, 'lib')}`, '-ltensorflow', '-ltensorflow_framework'],
    ...['-Wl,-rpath,$ORIGIN/../../deps/lib', '-o', output],
  ];
}
