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
}

/** `TensorFlow 2.21 on CPU (AVX-512)`. */
export function tensorFlowLine({ version, isGpu, card, vectorUnit: unit }: DeviceLine): string {
  const short = version.split('.').slice(0, 2).join('.');
  const device = isGpu ? (card ?? 'GPU') : unit === null ? 'CPU' : `CPU (${unit})`;
  return `TensorFlow ${short} on ${device}`;
}

/** Why the GPU is not used, in sentences. */
export function deviceNotes(facts: { hasNvidiaDriver: boolean; card: string | null; platform: string }): string[] {
  if (facts.platform === 'darwin') return ['TensorFlow on macOS computes on the CPU.'];
  if (!facts.hasNvidiaDriver)
    return ['No NVIDIA driver was found on this computer, so TensorFlow computes on the CPU.'];
  return [
    `TensorFlow cannot use the ${facts.card ?? 'graphics card'}, so it computes on the CPU. ` +
      'Run bin/maskwright doctor to see what is missing.',
  ];
}
