import type { SetupDevice } from './setup-record';

/** Name of the first card in the driver's `information` files; null where none is listed. */
export function graphicsCardName(informationFiles: readonly string[]): string | null {
  for (const text of informationFiles) {
    const name = /^Model:\s*(.+)$/m.exec(text)?.[1]?.trim();
    if (name) return name;
  }
  return null;
}

/** The widest vector unit that `/proc/cpuinfo` lists; null on other systems. */
export function vectorUnit(cpuinfo: string): string | null {
  if (/\bavx512f\b/.test(cpuinfo)) return 'AVX-512';
  if (/\bavx2\b/.test(cpuinfo)) return 'AVX2';
  if (/\bavx\b/.test(cpuinfo)) return 'AVX';
  if (/\basimd\b/.test(cpuinfo)) return 'NEON';
  return null;
}

export interface DeviceLine {
  /** As TensorFlow reports it, e.g. `2.21.0`. */
  version: string;
  isGpu: boolean;
  card: string | null;
  vectorUnit: string | null;
  /** Why a GPU that is there cannot be used; null where there is none, or it is used. */
  gpuProblem: string | null;
}

/** `TensorFlow 2.21 on CPU (AVX-512)`, and behind it why not on the GPU where one is there. */
export function tensorFlowLine({ version, isGpu, card, vectorUnit: unit, gpuProblem }: DeviceLine): string {
  const short = version.split('.').slice(0, 2).join('.');
  const device = isGpu ? (card ?? 'GPU') : unit === null ? 'CPU' : `CPU (${unit})`;
  return `TensorFlow ${short} on ${device}${gpuProblem === null ? '' : ` · GPU not used: ${gpuProblem}`}`;
}

/** Whether the processor computes in bfloat16 itself, by the flags of `/proc/cpuinfo`; null where it does not say. */
export function hasBfloat16Flags(cpuinfo: string): boolean | null {
  if (cpuinfo === '') return null;
  return /\b(avx512_bf16|amx_bf16|bf16)\b/.test(cpuinfo);
}

/** Why a GPU that is there, or was asked for, is not used; null where there is none. */
export function gpuProblemOf(facts: { hasNvidiaDriver: boolean; setUp: SetupDevice | null }): string | null {
  const { hasNvidiaDriver, setUp } = facts;
  if (setUp?.wanted === 'gpu') return setUp.problem ?? 'TensorFlow found none that it can use';
  if (!hasNvidiaDriver) return null;
  return setUp === null ? 'set-up left no record' : `set-up took the CPU build, since ${setUp.reason}`;
}

/** Why the GPU is not used and what to do, in sentences. */
export function deviceNotes(facts: { gpuProblem: string | null; card: string | null; platform: string }): string[] {
  const { gpuProblem, card, platform } = facts;
  if (platform === 'darwin') return ['TensorFlow on macOS computes on the CPU.'];
  if (gpuProblem === null) return ['No NVIDIA driver was found on this computer, so TensorFlow computes on the CPU.'];
  return [
    `TensorFlow cannot use the ${card ?? 'graphics card'}, so it computes on the CPU: ${gpuProblem}. ` +
      'Update the driver, or run MASKWRIGHT_DEVICE=gpu npm run setup once more.',
  ];
}
