/**
 * Copies a strided view into row-major order.
 * @param {Float32Array} values
 * @param {number} offset of the view's first value
 * @param {number[]} lengths of the axes
 * @param {number[]} strides in values, one an axis
 * @returns {Float32Array}
 */
export function gather(values, offset, lengths, strides) {
  const result = new Float32Array(lengths.reduce((product, length) => product * length, 1));
  const index = new Array(lengths.length).fill(0);
  let from = offset;
  for (let to = 0; to < result.length; to++) {
    result[to] = values[from];
    for (let axis = lengths.length - 1; axis >= 0; axis--) {
      from += strides[axis];
      index[axis]++;
      if (index[axis] < lengths[axis]) break;
      from -= strides[axis] * lengths[axis];
      index[axis] = 0;
    }
  }
  return result;
}

/** @param {number[]} lengths @returns {number[]} strides of the row-major order */
export function rowMajor(lengths) {
  return lengths.map((_, axis) => lengths.slice(axis + 1).reduce((product, length) => product * length, 1));
}
