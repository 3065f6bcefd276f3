import type { Value } from '../symbolic';

/** Contents of an int32 Const. @throws Error where the value is computed at run time */
export function constantInts(value: Value): number[] {
  const attribute = value.node.attributes.value;
  if (value.node.op !== 'Const' || attribute === undefined || !('tensor' in attribute)) {
    throw new Error(`${value.node.name} must be a constant`);
  }
  const { bytes } = attribute.tensor;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 4 }, (_, i) => view.getInt32(i * 4, true));
}
