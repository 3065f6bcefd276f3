/**
 * What a wheel's METADATA asks for under one extra (Core metadata specification, Requires-Dist).
 * @param {string} metadata
 * @param {string} extra such as `and-cuda`
 * @returns {string[]} requirements without their markers, such as `nvidia-nccl-cu12<3.0,>=2.27.7`
 */
export function requirementsOf(metadata, extra) {
  const head = metadata.split(/\r?\n\r?\n/)[0];
  return [...head.matchAll(/^Requires-Dist:\s*([^;\r\n]+);([^\r\n]*)/gm)]
    .filter(([, , marker]) => [...marker.matchAll(/extra\s*==\s*['"]([^'"]+)['"]/g)].some(([, name]) => name === extra))
    .map(([, requirement]) => requirement.replace(/[\s()]/g, ''));
}

/**
 * The part of the TensorFlow wheel that is used: the two libraries, the headers of its C interface, its notices.
 * @param {string} name of an entry
 * @returns {string | undefined} where it goes
 */
export function tensorflowPlace(name) {
  if (/^tensorflow\/libtensorflow_(cc|framework)\.so\.2$/.test(name)) return name.replace('tensorflow/', 'lib/');
  if (name === 'tensorflow/THIRD_PARTY_NOTICES.txt') return 'THIRD_PARTY_NOTICES.txt';
  if (/^[^/]+\.dist-info\/METADATA$/.test(name)) return 'METADATA';
  const header = name.replace('tensorflow/include/', '');
  const isUsed = /^(tensorflow\/c\/.*|tensorflow\/core\/platform\/[^/]*|tsl\/.*|xla\/tsl\/.*)\.(h|inc)$/.test(header);
  return header !== name && isUsed ? `include/${header}` : undefined;
}

/**
 * The part of a CUDA wheel that is used when a program runs: no headers, no static libraries.
 * @param {string} name of an entry
 * @returns {string | undefined}
 */
export function cudaPlace(name) {
  return /^nvidia\/[^/]+\/(lib|bin|nvvm)\//.test(name) && !name.endsWith('.a') ? name : undefined;
}
