/** What can be wrong with an image's bytes. */
export type ImageFault = 'empty' | 'not-an-image' | 'truncated' | 'damaged' | 'too-large' | 'unsupported' | 'absent';

/**
 * Thrown by readers of bytes, which know no file name; whoever knows it turns this into a Problem.
 * `message` is the part of the sentence after the file's name, e.g. "ends in the middle of its pixels".
 */
export class BrokenImage extends Error {
  readonly fault: ImageFault;

  constructor(fault: ImageFault, message: string) {
    super(message);
    this.name = 'BrokenImage';
    this.fault = fault;
  }
}
