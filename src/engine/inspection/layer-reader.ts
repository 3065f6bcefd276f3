import { tmpdir } from 'node:os';
import type { PixelImage } from '../../shared/images/pixels';
import { GraphSession } from '../graph/graph-session';
import { buildLayerModel } from '../graph/layer-model';
import { paddedSize } from '../graph/padding';
import type { LayerSummary } from '../graph/program-types';
import { cropReflected } from '../inference/crop';
import type { TrainedRun } from '../training/trained-run';
import { toUnitImage } from '../weighting/unit-image';

/** What a layer gives for an image, row-major [height, width, channels]; a cell is `stride` pixels wide. */
export interface LayerCells {
  width: number;
  height: number;
  channels: number;
  data: ArrayLike<number>;
}

/** A layer of a trained network, ready to be read for any image. Dispose it after use. */
export interface LayerReader {
  /** @param image goes through at once, padded as prediction pads it */
  read(image: PixelImage): LayerCells;
  dispose(): void;
}

/** @param run needed for opening only */
export async function openLayerReader(
  run: Pick<TrainedRun, 'snapshot' | 'prepared' | 'network' | 'values'>,
  layer: LayerSummary,
): Promise<LayerReader> {
  const { snapshot, prepared, network, values } = run;
  const { config, inputChannels, channels } = snapshot;
  const spec = {
    network: config.network,
    inputChannels,
    classCount: channels.length,
    normalisation: prepared,
    values,
  };
  const { multiple, range } = network;
  const session = await GraphSession.open(buildLayerModel(spec, [layer.name]), ['layers'], tmpdir());
  return {
    read: (image) => {
      const width = paddedSize(image.width, multiple);
      const height = paddedSize(image.height, multiple);
      const padded = cropReflected(image, { x: 0, y: 0, width, height });
      const { data } = toUnitImage(padded, range.lo, range.hi, inputChannels);
      const outputs = session.run('layers', { image: { data, shape: [1, height, width, inputChannels] } });
      const cells = outputs.get(layer.name);
      if (cells === undefined) throw new Error(`${layer.name} gave nothing`);
      const { stride, outputChannels } = layer;
      return { width: width / stride, height: height / stride, channels: outputChannels, data: cells };
    },
    dispose: () => session.dispose(),
  };
}
