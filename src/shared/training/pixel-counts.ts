/** What counting has to know of an image; the store's records fit. */
export interface CountedImage {
  width: number;
  height: number;
  /** Painted pixels per class id, 255 for void. */
  painted: readonly { classId: number; pixels: number }[];
}

/** Valid pixels per output channel over the training images; what `balance` reads. Background is what is unpainted. */
export function trainingPixelCounts(images: readonly CountedImage[], channels: readonly { id: number }[]): number[] {
  return channels.map(({ id }) =>
    images.reduce((sum, { width, height, painted }) => {
      if (id !== 0) return sum + (painted.find(({ classId }) => classId === id)?.pixels ?? 0);
      return sum + width * height - painted.reduce((all, { pixels }) => all + pixels, 0);
    }, 0),
  );
}
