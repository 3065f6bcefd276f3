/** Lines that wait to get their contents, and let in so that no frame has to make many. */
export class Turns {
  readonly #waiting = new Set<{ images: number; enter(): void }>();
  #isAsked = false;

  /**
   * @param imagesAFrame so many are made in one frame; a line of more has a frame for itself
   * @param requestFrame calls back with the next frame
   */
  constructor(
    private readonly imagesAFrame: number,
    private readonly requestFrame: (callback: () => void) => void,
  ) {}

  /** Calls `enter` in a frame to come, the longest waiting first. The returned function takes it out of the queue. */
  wait(images: number, enter: () => void): () => void {
    const place = { images, enter };
    this.#waiting.add(place);
    this.#ask();
    return () => void this.#waiting.delete(place);
  }

  #ask(): void {
    if (this.#isAsked || this.#waiting.size === 0) return;
    this.#isAsked = true;
    this.requestFrame(() => {
      this.#isAsked = false;
      this.#letIn();
      this.#ask();
    });
  }

  #letIn(): void {
    let images = 0;
    for (const place of this.#waiting) {
      images += place.images;
      if (images > this.imagesAFrame && images > place.images) return;
      this.#waiting.delete(place);
      place.enter();
    }
  }
}
