import { openExtractors } from '../weighting/extractors';

/** One for the engine's life: weight maps and inspection run the same networks, which are then in memory once. */
export const extractors = openExtractors().provide;
