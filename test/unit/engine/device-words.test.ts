import { describe, expect, it } from 'vitest';
import { deviceNotes, graphicsCardName, tensorFlowLine, vectorUnit } from '../../../src/engine/device-words';

describe('what TensorFlow computes on', () => {
  it('is the CPU with its widest vectors', () => {
    const facts = { version: '2.21.0', isGpu: false, card: null };
    expect(tensorFlowLine({ ...facts, vectorUnit: 'AVX-512' })).toBe('TensorFlow 2.21 on CPU (AVX-512)');
    expect(tensorFlowLine({ ...facts, vectorUnit: null })).toBe('TensorFlow 2.21 on CPU');
  });

  it('is the graphics card by its name', () => {
    const card = graphicsCardName(['Model: \t\t NVIDIA GeForce RTX 4070\nIRQ:   120\n']);
    expect(tensorFlowLine({ version: '2.21.0', isGpu: true, card, vectorUnit: 'AVX2' })).toBe(
      'TensorFlow 2.21 on NVIDIA GeForce RTX 4070',
    );
  });

  it('knows the vectors from the flags of the processor', () => {
    expect(vectorUnit('flags : sse4_2 avx avx2 avx512f avx512dq')).toBe('AVX-512');
    expect(vectorUnit('flags : sse4_2 avx avx2')).toBe('AVX2');
    expect(vectorUnit('Features : fp asimd')).toBe('NEON');
    expect(vectorUnit('')).toBeNull();
  });

  it('says why it is not the graphics card', () => {
    expect(deviceNotes({ hasNvidiaDriver: false, card: null, platform: 'linux' })[0]).toContain('No NVIDIA driver');
    expect(deviceNotes({ hasNvidiaDriver: true, card: 'RTX 4070', platform: 'linux' })[0]).toContain('RTX 4070');
    expect(deviceNotes({ hasNvidiaDriver: false, card: null, platform: 'darwin' })[0]).toContain('macOS');
  });
});
