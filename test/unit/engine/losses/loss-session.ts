import { gradients } from '../../../../src/engine/graph/gradients/reverse-mode';
import { GraphSession } from '../../../../src/engine/graph/graph-session';
import { placeholder } from '../../../../src/engine/graph/operations/constants';
import { encodeSavedModel } from '../../../../src/engine/graph/saved-model';
import { createGraph } from '../../../../src/engine/graph/symbolic';
import { weightedLoss } from '../../../../src/engine/losses/weighted-loss';
import type { LossConfig } from '../../../../src/shared/training/run-config';

/** What a loss is fed: logits [N,K] row-major, the rest [N]. */
export interface LossFeed {
  logits: Float32Array;
  labels: Int32Array;
  validity: Float32Array;
  importance: Float32Array;
  floor: number;
  strength: number;
}

export interface CompiledLoss {
  /** The loss and its gradient for the logits. */
  run(feed: LossFeed): { loss: number; gradient: Float32Array };
  dispose(): void;
}

/** A loss by itself, compiled for one batch shape [B,H,W] of K classes. */
export async function compileLoss(
  config: LossConfig,
  pixels: readonly [number, number, number],
  classCount: number,
  folder: string,
): Promise<CompiledLoss> {
  const graph = createGraph();
  const inputs = {
    logits: placeholder(graph, 'logits', 'float32', [...pixels, classCount]),
    labels: placeholder(graph, 'labels', 'int32', pixels),
    validity: placeholder(graph, 'validity', 'float32', pixels),
    importance: placeholder(graph, 'importance', 'float32', pixels),
    floor: placeholder(graph, 'floor', 'float32', []),
    strength: placeholder(graph, 'strength', 'float32', []),
  };
  const loss = weightedLoss(config, inputs);
  const [gradient] = gradients(loss, [inputs.logits]);
  if (gradient === undefined) throw new Error('no gradient');
  const model = encodeSavedModel({ loss: { inputs, outputs: { loss, gradient } } });
  const session = await GraphSession.open(model, ['loss'], folder);
  return {
    run: ({ logits, labels, validity, importance, floor, strength }) => {
      const outputs = session.run('loss', {
        logits: { data: logits, shape: [...pixels, classCount] },
        labels: { data: labels, shape: pixels },
        validity: { data: validity, shape: pixels },
        importance: { data: importance, shape: pixels },
        floor: { data: Float32Array.of(floor), shape: [] },
        strength: { data: Float32Array.of(strength), shape: [] },
      });
      return {
        loss: outputs.get('loss')?.[0] ?? Number.NaN,
        gradient: Float32Array.from(outputs.get('gradient') ?? []),
      };
    },
    dispose: () => session.dispose(),
  };
}

/** A loss configuration with the schema's defaults. */
export function lossConfig(kind: LossConfig['kind'], changes: Partial<LossConfig> = {}): LossConfig {
  return { kind, diceShare: 0.5, focalGamma: 2, labelSmoothing: 0, ...changes };
}
