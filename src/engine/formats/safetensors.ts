import { z } from 'zod';
import { Problem } from '../../shared/problem';

export interface NamedTensor {
  shape: number[];
  /** Row-major. */
  data: Float32Array;
}

const headerSchema = z.record(
  z.string(),
  z.object({
    dtype: z.string(),
    shape: z.array(z.int().min(0)),
    data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
  }),
);

/**
 * Tensors of a file in the safetensors format (Hugging Face): a little-endian uint64 with the length of a JSON header,
 * the header {name: {dtype, shape, data_offsets}}, then the raw values. Read here: `F32`, which is all that we write.
 *
 * @param file named in errors
 * @throws Problem `tensor-file-damaged` where lengths do not agree or a type is another
 */
export function readSafetensors(bytes: Uint8Array, file: string): Map<string, NamedTensor> {
  const headerLength = bytes.byteLength < 8 ? -1 : Number(viewOf(bytes).getBigUint64(0, true));
  if (headerLength < 0 || headerLength > bytes.byteLength - 8) throw damaged(file, 'its header is cut off');
  const header = parseHeader(bytes.subarray(8, 8 + headerLength), file);
  const values = bytes.subarray(8 + headerLength);
  const tensors = new Map<string, NamedTensor>();
  for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries(header)) {
    const [begin, end] = offsets;
    const size = shape.reduce((product, length) => product * length, 1);
    if (dtype !== 'F32') throw damaged(file, `the tensor ${name} is of type ${dtype}`);
    if (end - begin !== size * 4 || end > values.byteLength) throw damaged(file, `the tensor ${name} is cut off`);
    // Copied: tensors in the file need not begin at a multiple of 4 in memory.
    tensors.set(name, { shape, data: new Float32Array(Uint8Array.from(values.subarray(begin, end)).buffer) });
  }
  return tensors;
}

function parseHeader(bytes: Uint8Array, file: string): z.infer<typeof headerSchema> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw damaged(file, 'its header is not JSON');
  }
  if (typeof json === 'object' && json !== null && '__metadata__' in json) {
    const { __metadata__: _, ...tensors } = json;
    json = tensors;
  }
  const header = headerSchema.safeParse(json);
  if (!header.success) throw damaged(file, 'its header does not describe tensors');
  return header.data;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(file: string, reason: string): Problem {
  return new Problem(
    'tensor-file-damaged',
    `The file of pretrained weights is damaged: ${reason}.`,
    'Run npm run setup again: it makes the file anew.',
    file,
  );
}
