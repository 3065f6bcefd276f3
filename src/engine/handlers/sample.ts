import { join } from 'node:path';
import type { engineSample } from '../../shared/contract/engine-sample';
import { SAMPLE_IMAGES, sampleImage } from '../../shared/sample/made-cells';
import { encodeRgbPng } from '../formats/png';
import { writeDurably } from '../training/durable-file';
import type { EngineHandlers } from '../worker-handlers';

export const sampleHandlers: EngineHandlers<keyof typeof engineSample> = {
  writeSampleImages: async ({ folder }) => {
    const paths: string[] = [];
    for (let index = 0; index < SAMPLE_IMAGES; index++) {
      const { name, width, height, rgb } = sampleImage(index);
      const path = join(folder, name);
      await writeDurably(path, [encodeRgbPng(width, height, rgb)]);
      paths.push(path);
    }
    return { paths };
  },
};
