import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-node-gpu';
import type { DeviceFacts } from '../shared/contract/engine-protocol';
import { deviceNotes, graphicsCardName, tensorFlowLine, vectorUnit } from './device-words';

/** What TensorFlow computes on, in one line for the status bar, and why it is not the GPU where it is not. */
export function describeDevice(): DeviceFacts {
  const { version, isGpu } = tensorFlowFacts();
  const hasNvidiaDriver = existsSync('/proc/driver/nvidia/version');
  const card = hasNvidiaDriver ? graphicsCardName(nvidiaCards()) : null;
  return {
    line: tensorFlowLine({ version, isGpu, card, vectorUnit: vectorUnit(readOrEmpty('/proc/cpuinfo')) }),
    notes: isGpu ? [] : deviceNotes({ hasNvidiaDriver, card, platform: process.platform }),
  };
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
