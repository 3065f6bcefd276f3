import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import * as tf from '@tensorflow/tfjs-node-gpu';
import type { DeviceFacts } from '../shared/contract/engine-protocol';
import {
  deviceNotes,
  gpuProblemOf,
  graphicsCardName,
  hasBfloat16Flags,
  tensorFlowLine,
  vectorUnit,
} from './device-words';
import { readSetupDevice } from './setup-record';

/** What TensorFlow computes on, in one line for the status bar, and why it is not the GPU where it is not. */
export function describeDevice(): DeviceFacts {
  const { version, isGpu } = tensorFlowFacts();
  const hasNvidiaDriver = existsSync('/proc/driver/nvidia/version');
  const card = hasNvidiaDriver ? graphicsCardName(nvidiaCards()) : null;
  const gpuProblem = isGpu ? null : gpuProblemOf({ hasNvidiaDriver, setUp: readSetupDevice() });
  const unit = vectorUnit(readOrEmpty('/proc/cpuinfo'));
  return {
    line: tensorFlowLine({ version, isGpu, card, vectorUnit: unit, gpuProblem }),
    notes: isGpu ? [] : deviceNotes({ gpuProblem, card, platform: process.platform }),
  };
}

/** Whether bfloat16 is worth while here; null where the system does not say. */
export function hasBfloat16(): boolean | null {
  return tensorFlowFacts().isGpu || hasBfloat16Flags(readOrEmpty('/proc/cpuinfo'));
}

export interface DeviceReport {
  /** TensorFlow's own version. */
  version: string;
  tfjs: string;
  device: {
    kind: 'cpu' | 'gpu';
    name: string;
    memoryBytes: number | null;
    driver: string | null;
    /** Why no GPU is used; null where one is. */
    reason: string | null;
  };
}

/** Versions and device in full, for `doctor`. */
export function deviceReport(): DeviceReport {
  const { version, isGpu } = tensorFlowFacts();
  const { line, notes } = describeDevice();
  const card = isGpu ? queryCard() : null;
  return {
    version,
    tfjs: tf.version['tfjs-core'],
    device: {
      kind: isGpu ? 'gpu' : 'cpu',
      name: card?.name ?? line.replace(/^.*? on /, '').replace(/ · .*$/, ''),
      memoryBytes: card?.memoryBytes ?? (isGpu ? null : totalmem()),
      driver: card?.driver ?? null,
      reason: notes.length === 0 ? null : notes.join(' '),
    },
  };
}

/** What the driver's own tool says of the first card; null where it is not installed. */
function queryCard(): { name: string; memoryBytes: number; driver: string } | null {
  try {
    const query = ['--query-gpu=name,memory.total,driver_version', '--format=csv,noheader,nounits'];
    const [name, mebibytes, driver] = execFileSync('nvidia-smi', query, { encoding: 'utf8' })
      .split('\n')[0]
      .split(', ');
    return { name, memoryBytes: Number(mebibytes) * 2 ** 20, driver };
  } catch {
    return null;
  }
}

/** tfjs keeps both on its backend, outside its typed interface. */
function tensorFlowFacts(): { version: string; isGpu: boolean } {
  const backend: unknown = tf.backend();
  if (!isRecord(backend)) return { version: tf.version['tfjs-core'], isGpu: false };
  const binding = isRecord(backend.binding) ? backend.binding : {};
  const version = typeof binding.TF_Version === 'string' ? binding.TF_Version : '';
  return { version, isGpu: backend.isUsingGpuDevice === true };
}

function nvidiaCards(): string[] {
  const folder = '/proc/driver/nvidia/gpus';
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((card) => readOrEmpty(`${folder}/${card}/information`));
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
