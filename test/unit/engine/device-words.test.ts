import { describe, expect, it } from 'vitest';
import {
  deviceNotes,
  gpuProblemOf,
  graphicsCardName,
  hasBfloat16Flags,
  tensorFlowLine,
  vectorUnit,
} from '../../../src/engine/device-words';

describe('what TensorFlow computes on', () => {
  it('is the CPU with its widest vectors', () => {
    const facts = { version: '2.21.0', isGpu: false, card: null, gpuProblem: null };
    expect(tensorFlowLine({ ...facts, vectorUnit: 'AVX-512' })).toBe('TensorFlow 2.21 on CPU (AVX-512)');
    expect(tensorFlowLine({ ...facts, vectorUnit: null })).toBe('TensorFlow 2.21 on CPU');
  });

  it('is the graphics card by its name', () => {
    const card = graphicsCardName(['Model: \t\t NVIDIA GeForce RTX 4070\nIRQ:   120\n']);
    expect(tensorFlowLine({ version: '2.21.0', isGpu: true, card, vectorUnit: 'AVX2', gpuProblem: null })).toBe(
      'TensorFlow 2.21 on NVIDIA GeForce RTX 4070',
    );
  });

  it('knows the vectors from the flags of the processor', () => {
    expect(vectorUnit('flags : sse4_2 avx avx2 avx512f avx512dq')).toBe('AVX-512');
    expect(vectorUnit('flags : sse4_2 avx avx2')).toBe('AVX2');
    expect(vectorUnit('Features : fp asimd')).toBe('NEON');
    expect(vectorUnit('')).toBeNull();
  });

  it('says why a graphics card that is there is not used', () => {
    const setUp = { wanted: 'gpu', reason: 'an NVIDIA driver was found', problem: 'failed call to cuInit' } as const;
    const gpuProblem = gpuProblemOf({ hasNvidiaDriver: true, setUp });
    expect(gpuProblem).toBe('failed call to cuInit');
    const facts = { version: '2.21.0', isGpu: false, card: 'RTX 4070', vectorUnit: 'AVX2' };
    expect(tensorFlowLine({ ...facts, gpuProblem })).toContain('GPU not used: failed call to cuInit');
    expect(deviceNotes({ gpuProblem, card: 'RTX 4070', platform: 'linux' })[0]).toMatch(/RTX 4070.*cuInit.*MASKWRIGHT/);
  });

  it('says that set-up was told to take the CPU build', () => {
    const setUp = { wanted: 'cpu', reason: 'MASKWRIGHT_DEVICE says so' } as const;
    expect(gpuProblemOf({ hasNvidiaDriver: true, setUp })).toContain('MASKWRIGHT_DEVICE says so');
  });

  it('has nothing to explain where there is no card', () => {
    const setUp = { wanted: 'cpu', reason: 'no NVIDIA driver was found' } as const;
    expect(gpuProblemOf({ hasNvidiaDriver: false, setUp })).toBeNull();
    expect(deviceNotes({ gpuProblem: null, card: null, platform: 'linux' })[0]).toContain('No NVIDIA driver');
    expect(deviceNotes({ gpuProblem: null, card: null, platform: 'darwin' })[0]).toContain('macOS');
  });

  it('knows bfloat16 from the flags of the processor', () => {
    expect(hasBfloat16Flags('flags : avx512f avx512_bf16')).toBe(true);
    expect(hasBfloat16Flags('Features : asimd bf16')).toBe(true);
    expect(hasBfloat16Flags('flags : avx2')).toBe(false);
    expect(hasBfloat16Flags('')).toBeNull();
  });
});
