// Stands in for the default app of an Electron that came without one: opens the app folder given as an argument.

import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';
import { parseArguments } from './arguments.js';

const { folder, modules } = parseArguments(process.argv);
const require = createRequire(join(process.cwd(), 'any.js'));
for (const module of modules) require(module);

if (folder === undefined) {
  process.stderr.write('Give the folder of an app: electron <folder>\n');
  app.exit(1);
} else {
  try {
    await import(pathToFileURL(adopt(resolve(folder))).href);
  } catch (error) {
    process.stderr.write(`${folder} could not be started: ${error instanceof Error ? error.stack : String(error)}\n`);
    app.exit(1);
  }
}

/**
 * Gives this process the app's name, version and path.
 * @param {string} path a folder with a package.json, or an entry file
 * @returns {string} the entry file
 */
function adopt(path) {
  process.defaultApp = true;
  const isFile = statSync(path).isFile();
  const root = isFile ? dirname(path) : path;
  app.setAppPath(root);
  if (isFile) return path;
  const { name, productName, version, main } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (productName ?? name) app.setName(productName ?? name);
  if (version) app.setVersion(version);
  return join(root, main ?? 'index.js');
}
