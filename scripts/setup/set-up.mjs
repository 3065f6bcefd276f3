import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { say } from '../console/progress.mjs';
import { timeInWords } from '../console/words.mjs';
import { checkRoom } from '../files/disk-room.mjs';
import { withLock } from '../files/lock.mjs';
import { cacheFolder, electronExecutable, vendor } from '../paths.mjs';
import { chooseDevice } from './device.mjs';
import { electronStep } from './electron.mjs';
import { lite0Step } from './lite0.mjs';
import { checkNode } from './node-version.mjs';
import { npmPackages } from './npm-packages.mjs';
import { hasRecord, writeRecord } from './record.mjs';
import { selfCheck } from './self-check.mjs';
import { sqliteStep } from './sqlite.mjs';
import { checkLibraries, installSystemPackages } from './system.mjs';
import { tensorflowStep } from './tensorflow.mjs';

/**
 * One part of the set-up. It can be interrupted anywhere and run again: what it has finished stays, what it has not
 * begins again from what is in the cache.
 * @typedef {{
 *   name: string,
 *   current(): import('./stamp.mjs').Part[] | undefined,
 *   needs(): import('../files/disk-room.mjs').Need[],
 *   require?(): Promise<void>,
 *   install(): Promise<import('./stamp.mjs').Part[]>,
 * }} Step `current` gives what is installed, or undefined where there is work; `needs` is the room for that work;
 *   `require` fails early where a tool is missing
 */

/** In this order: the first empties `node_modules`, where the others put what they make. @type {Step[]} */
const steps = [npmPackages, electronStep, sqliteStep, tensorflowStep, lite0Step];

/**
 * Brings the checkout to where the app can be built and run. With nothing to do it says nothing.
 * @throws {import('../failure.mjs').SetupFailure}
 */
export async function setUp() {
  checkNode();
  if (isComplete()) return;
  await installSystemPackages(say);
  const lock = join(cacheFolder(), 'set-up.lock');
  const wait = (/** @type {number} */ pid) => say(`Another set-up is at work (process ${pid}); waiting for it.`);
  await withLock(lock, wait, installAll);
}

const isComplete = () => hasRecord() && steps.every((step) => step.current() !== undefined);

async function installAll() {
  const startedMs = performance.now();
  const due = npmPackages.current() ? steps.filter((step) => !step.current()) : steps;
  for (const step of due) await step.require?.();
  await checkRoom(due.flatMap((step) => step.needs()));
  // A half-renewed set-up is none.
  await rm(join(vendor, 'setup.json'), { force: true });
  if (due.length > 0) say(`Setting up, with downloads kept in ${cacheFolder()}`);
  const parts = [];
  for (const step of steps) parts.push(...(step.current() ?? (await installOne(step))));
  await checkLibraries(electronExecutable());
  const choice = chooseDevice();
  const loaded = await selfCheck(choice.wanted);
  await writeRecord(choice, loaded, parts);
  say(
    `TensorFlow ${loaded.tensorflow} computes on the ${loaded.device.toUpperCase()}: ${loaded.problem ?? choice.reason}`,
  );
  say(`Set up in ${timeInWords((performance.now() - startedMs) / 1000)}`);
}

/** @param {Step} step */
async function installOne(step) {
  const startedMs = performance.now();
  say(step.name);
  const parts = await step.install();
  const sources = [...new Set(parts.map(({ source }) => source))].join('; ');
  say(`  done in ${timeInWords((performance.now() - startedMs) / 1000)}${sources ? `, from ${sources}` : ''}`);
  return parts;
}
