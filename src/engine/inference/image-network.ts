import type { Prepared } from '../../shared/training/snapshot';
import type { Program, TrainingSessionApi } from '../graph/program-types';
import { sizeMultiple } from '../networks/network';
import type { ScoringNetwork } from './score-image';

/** A session of a program as a network for whole images, with the input range frozen in the run. */
export function imageNetwork(session: TrainingSessionApi, program: Program, prepared: Prepared): ScoringNetwork {
  const { spec } = program;
  return {
    predict: (image, shape) => session.predict(image, shape),
    evaluate: (image, labels, validity, shape) => session.evaluate(image, labels, validity, shape),
    inputChannels: spec.inputChannels,
    classCount: spec.classCount,
    multiple: sizeMultiple(spec.network),
    receptiveFieldPx: program.receptiveFieldPx,
    bytesPerPixel: layerBytesPerPixel(program),
    depth: prepared.depth,
    range: { lo: prepared.lo, hi: prepared.hi },
  };
}

/** Of all layers' results together, float32 whatever the training precision; weights, which do not grow, left out. */
function layerBytesPerPixel({ layers }: Program): number {
  return layers.reduce((sum, { outputChannels, stride }) => sum + (4 * outputChannels) / stride ** 2, 0);
}
