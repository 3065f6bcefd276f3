/** Objects of a label map: at each pixel the number of its object from 1 on, 0 outside all of them. */
export interface ObjectMap {
  width: number;
  height: number;
  ids: Int32Array;
  count: number;
}

/**
 * The 4-connected components of chosen labels, in two passes with a forest of equal numbers (Rosenfeld and Pfaltz 1966).
 * Touching pixels of two chosen labels belong to two objects.
 *
 * @param data label per pixel [H,W]
 * @param isObject 1 at each label whose components are objects, by label 0..255
 */
export function objectsOf(data: Uint8Array, width: number, height: number, isObject: Uint8Array): ObjectMap {
  const ids = new Int32Array(width * height);
  const parents = new ParentForest();
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const label = data[p];
      if (isObject[label] === 0) continue;
      const left = x > 0 && data[p - 1] === label ? ids[p - 1] : 0;
      const up = y > 0 && data[p - width] === label ? ids[p - width] : 0;
      if (left === 0) ids[p] = up === 0 ? parents.grow() : up;
      else {
        ids[p] = left;
        if (up !== 0 && up !== left) parents.join(left, up);
      }
    }
  }
  const { numbers, count } = parents.numbered();
  for (let p = 0; p < ids.length; p++) ids[p] = numbers[ids[p]];
  return { width, height, ids, count };
}

/** Which numbers of the first pass mean one object. The smaller of two is always the parent. */
class ParentForest {
  #parents = new Int32Array(1024);
  #size = 1;

  grow(): number {
    if (this.#size === this.#parents.length) {
      const larger = new Int32Array(2 * this.#size);
      larger.set(this.#parents);
      this.#parents = larger;
    }
    this.#parents[this.#size] = this.#size;
    return this.#size++;
  }

  join(a: number, b: number): void {
    const [one, other] = [this.#root(a), this.#root(b)];
    if (one < other) this.#parents[other] = one;
    else this.#parents[one] = other;
  }

  /** Objects in the order of their first pixels, from 1. */
  numbered(): { numbers: Int32Array; count: number } {
    const numbers = new Int32Array(this.#size);
    let count = 0;
    for (let at = 1; at < this.#size; at++) {
      const parent = this.#parents[at];
      numbers[at] = parent === at ? ++count : numbers[parent];
    }
    return { numbers, count };
  }

  #root(at: number): number {
    let root = at;
    while (this.#parents[root] !== root) root = this.#parents[root];
    for (let next = at; next !== root; ) {
      const parent = this.#parents[next];
      this.#parents[next] = root;
      next = parent;
    }
    return root;
  }
}
