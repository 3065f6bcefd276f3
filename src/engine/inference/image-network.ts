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
    bytesPerPixel: float32Bytes(program) / (spec.batch * spec.patchHeight * spec.patchWidth),
    range: { lo: prepared.lo, hi: prepared.hi },
  };
}

/** Prediction runs in float32 whatever the training precision. */
function float32Bytes(program: Program): number {
  return program.spec.precision === 'bfloat16' ? 2 * program.forwardBytes : program.forwardBytes;
}
