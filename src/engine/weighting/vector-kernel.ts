import { type WasmFunction, wasmModule } from './wasm-bytes';

const PAGE_BYTES = 65_536;

export interface VectorKernel {
  /** Their memory; a view that ends when the next call lets it grow. */
  floats: Float32Array;
  functions: WebAssembly.Instance['exports'];
}

/**
 * Small vector loops, compiled when first used, over one memory that grows to what is asked for.
 *
 * @returns the loops with memory for at least so many float32 values
 */
export function vectorKernel(functions: () => readonly WasmFunction[]): (floatCount: number) => VectorKernel {
  let instance: { memory: WebAssembly.Memory; exports: WebAssembly.Instance['exports'] } | undefined;
  return (floatCount) => {
    if (instance === undefined) {
      const memory = new WebAssembly.Memory({ initial: 1 });
      const module = new WebAssembly.Module(wasmModule(functions()));
      instance = { memory, exports: new WebAssembly.Instance(module, { host: { memory } }).exports };
    }
    const { memory, exports } = instance;
    const missing = Math.ceil((4 * floatCount - memory.buffer.byteLength) / PAGE_BYTES);
    if (missing > 0) memory.grow(missing);
    return { floats: new Float32Array(memory.buffer), functions: exports };
  };
}
