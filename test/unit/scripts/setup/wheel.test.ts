import { describe, expect, it } from 'vitest';
import { cudaPlace, requirementsOf, tensorflowPlace } from '../../../../scripts/setup/wheel.mjs';

const metadata = `Metadata-Version: 2.4
Name: tensorflow
Requires-Dist: absl-py>=1.0.0
Requires-Dist: protobuf!=4.21.0,<8.0.0dev,>=3.20.3; python_version >= "3.9"
Provides-Extra: and-cuda
Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"
Requires-Dist: nvidia-nccl-cu12 (<3.0,>=2.27.7) ; extra == 'and-cuda'
Provides-Extra: gcs-filesystem
Requires-Dist: tensorflow-io-gcs-filesystem>=0.23.1; (sys_platform != "win32") and extra == "gcs-filesystem"

TensorFlow in words.
Requires-Dist: not-a-header; extra == "and-cuda"
`;

describe('requirementsOf', () => {
  it('lists what one extra asks for, in both ways of writing it', () => {
    expect(requirementsOf(metadata, 'and-cuda')).toEqual([
      'nvidia-cublas-cu12<13.0,>=12.5.3.2',
      'nvidia-nccl-cu12<3.0,>=2.27.7',
    ]);
  });

  it('finds an extra among other markers', () => {
    expect(requirementsOf(metadata, 'gcs-filesystem')).toEqual(['tensorflow-io-gcs-filesystem>=0.23.1']);
  });

  it('reads a file with carriage returns alike', () => {
    expect(requirementsOf(metadata.replaceAll('\n', '\r\n'), 'and-cuda')).toEqual(requirementsOf(metadata, 'and-cuda'));
  });

  it('lists nothing for an extra that is not there', () => {
    expect(requirementsOf(metadata, 'and-rocm')).toEqual([]);
  });
});

describe('what is taken from a wheel', () => {
  it.each([
    ['tensorflow/libtensorflow_cc.so.2', 'lib/libtensorflow_cc.so.2'],
    ['tensorflow/include/tensorflow/c/eager/c_api.h', 'include/tensorflow/c/eager/c_api.h'],
    ['tensorflow/include/xla/tsl/c/tsl_status.h', 'include/xla/tsl/c/tsl_status.h'],
    ['tensorflow-2.21.0.dist-info/METADATA', 'METADATA'],
    ['tensorflow/THIRD_PARTY_NOTICES.txt', 'THIRD_PARTY_NOTICES.txt'],
    ['tensorflow/python/framework/ops.py', undefined],
    ['tensorflow/include/Eigen/Core', undefined],
    ['tensorflow/include/xla/service/hlo.h', undefined],
  ])('of TensorFlow: %s', (name, place) => {
    expect(tensorflowPlace(name)).toBe(place);
  });

  it.each([
    ['nvidia/cudnn/lib/libcudnn.so.9', true],
    ['nvidia/cuda_nvcc/bin/ptxas', true],
    ['nvidia/cudnn/include/cudnn.h', false],
    ['nvidia/cuda_runtime/lib/libcudart_static.a', false],
    ['nvidia_cudnn_cu12-9.3.dist-info/RECORD', false],
  ])('of CUDA: %s', (name, isTaken) => {
    expect(cudaPlace(name)).toBe(isTaken ? name : undefined);
  });
});
