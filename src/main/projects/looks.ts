import type { ImageId } from '../../shared/ids';

/** Looks within this time are one write: going through images by a held key must not write for each. */
const TOGETHER_MS = 2000;

/** Tells a working session which image was looked at last. */
export class Looks {
  #image: ImageId | null = null;
  #timer: NodeJS.Timeout | null = null;

  /** @param touch may reject; a look that is not kept is no loss */
  constructor(private readonly touch: (image: ImageId) => Promise<void>) {}

  at(image: ImageId): void {
    this.#image = image;
    this.#timer ??= setTimeout(() => void this.tell(), TOGETHER_MS);
  }

  /** Tells now what waits, if anything does. */
  async tell(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    const image = this.#image;
    this.#timer = null;
    this.#image = null;
    if (image !== null) await this.touch(image).catch(() => undefined);
  }
}
