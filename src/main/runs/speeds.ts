import { z } from 'zod';
import {
  type NetworkKind,
  networkKindSchema,
  type Precision,
  precisionSchema,
  type RunConfig,
  runConfigSchema,
} from '../../shared/training/run-config';
import type { EngineSupervisor } from '../engines/supervisor';
import type { Remote } from '../store/client-types';
import type { LibraryStore } from '../store/library-store';
import type { TrainedFacts } from './run-keeper';

/** How quickly this device trained one configuration. */
export interface Speed {
  precision: Precision;
  network: NetworkKind;
  width: number;
  /** Of a batch. */
  pixels: number;
  flopsPerSecond: number;
}

const speedSchema = z.object({
  precision: precisionSchema,
  /** Earlier versions had one network, and did not say so. */
  network: networkKindSchema.default('unet'),
  width: z.number().positive(),
  pixels: z.number().positive(),
  flopsPerSecond: z.number().positive(),
});
/** Newest first; older ones say little that newer ones do not. */
const KEPT = 20;
/** Another network says less than the same one of eight times the width. */
const OTHER_NETWORK = 3;
const TELLING_STEPS = 20;

/** Small, so that it is timed within two seconds; larger ones are a little quicker by operation. */
const timed = { network: { kind: 'unet', width: 16, depth: 3 }, patch: 96, batch: 2 } as const;

/** This device's training speed: kept from finished runs, and timed once where there is none yet. */
export class Speeds {
  /** By device. */
  readonly #known = new Map<string, Promise<Speed[]>>();
  readonly #timing = new Map<string, Promise<Speed | null>>();

  constructor(
    private readonly choices: Remote<LibraryStore>['choices'],
    private readonly engine: Pick<EngineSupervisor, 'call'>,
  ) {}

  /**
   * Operations a second to expect of a configuration; where nothing better is known, as in the other precision.
   * @param device the engine's line on it
   * @param mayTime whether nothing else keeps the machine busy
   * @returns null where nothing is known and nothing may be timed
   */
  async expected(device: string, config: RunConfig, mayTime: boolean): Promise<number | null> {
    const speeds = await this.#read(device);
    const speed = nearestSpeed(speeds, config) ?? (mayTime ? await this.#timeOnce(device, config.precision) : null);
    return (
      (speed ?? nearestSpeed(speeds, { ...config, precision: otherPrecision[config.precision] }))?.flopsPerSecond ??
      null
    );
  }

  /** Keeps how quickly a run went, where it went far enough to tell. */
  async learn({ config, started, finished }: TrainedFacts): Promise<void> {
    const { flopsPerStep } = started.estimate;
    const { msPerStep, step } = finished;
    if (flopsPerStep === undefined || msPerStep === null || step - started.fromStep < TELLING_STEPS) return;
    await this.#keep(started.device, speedOf(config, flopsPerStep, msPerStep / 1000));
  }

  async #keep(device: string, speed: Speed): Promise<void> {
    const speeds = [speed, ...(await this.#read(device))].slice(0, KEPT);
    this.#known.set(device, Promise.resolve(speeds));
    await this.choices.set(keyOf(device), JSON.stringify(speeds));
  }

  #read(device: string): Promise<Speed[]> {
    const speeds = this.#known.get(device) ?? this.choices.get(keyOf(device)).then(parseSpeeds, () => []);
    this.#known.set(device, speeds);
    return speeds;
  }

  #timeOnce(device: string, precision: Precision): Promise<Speed | null> {
    const key = `${device} ${precision}`;
    const timing = this.#timing.get(key) ?? this.#time(device, precision);
    this.#timing.set(key, timing);
    return timing;
  }

  async #time(device: string, precision: Precision): Promise<Speed | null> {
    const config = runConfigSchema.parse({ ...timed, precision });
    try {
      const steps = await this.engine.call('timeSteps', { config, inputChannels: 3, classCount: 2 });
      const speed = speedOf(config, steps.flopsPerStep, steps.secondsPerStep);
      await this.#keep(device, speed).catch(() => undefined);
      return speed;
    } catch {
      // An estimate without a time is better than none.
      return null;
    }
  }
}

const otherPrecision: Record<Precision, Precision> = { float32: 'bfloat16', bfloat16: 'float32' };

export function speedOf(config: RunConfig, flopsPerStep: number, secondsPerStep: number): Speed {
  return {
    precision: config.precision,
    network: config.network.kind,
    width: config.network.width,
    pixels: config.batch * config.patch ** 2,
    flopsPerSecond: flopsPerStep / secondsPerStep,
  };
}

/**
 * The speed that says most about a configuration: of the same precision, rather of the same network, nearest in width and, less important, in the
 * size of the batch, both by ratio; of equally near ones the first. Null without one of the same precision.
 */
export function nearestSpeed(speeds: readonly Speed[], config: RunConfig): Speed | null {
  const asked = speedOf(config, 1, 1);
  const distance = ({ network, width, pixels }: Speed): number =>
    (network === asked.network ? 0 : OTHER_NETWORK) +
    Math.abs(Math.log2(width / asked.width)) +
    0.25 * Math.abs(Math.log2(pixels / asked.pixels));
  const candidates = speeds.filter(({ precision }) => precision === asked.precision);
  return candidates.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

/** What was kept, without what cannot be read. */
export function parseSpeeds(json: string | null): Speed[] {
  if (json === null) return [];
  try {
    const entries = z.array(z.unknown()).parse(JSON.parse(json));
    return entries.flatMap((entry) => speedSchema.safeParse(entry).data ?? []);
  } catch {
    return [];
  }
}

function keyOf(device: string): string {
  return `speed:${device}`;
}
