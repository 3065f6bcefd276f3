import type { ImageFilter, ProjectClass } from '../../main/store/records';
import { splitSchema } from '../../shared/images/facets';
import { imageStatuses, imageStatusSchema } from '../../shared/images/status';
import { wrongUse } from './options';

/** `--filter` of `images list`; anything that is not a keyword is part of a name. */
export function parseImageFilter(text: string | undefined, classes: readonly ProjectClass[]): ImageFilter {
  if (text === undefined) return {};
  if (text === 'painted') return { isPainted: true };
  if (text === 'unpainted') return { isPainted: false };
  if (text === 'missing') return { file: 'missing' };
  if (text === 'changed') return { file: ['changed', 'resized'] };
  const [, key, value] = /^(split|class|status)=(.+)$/.exec(text) ?? [];
  if (key === 'split') {
    if (value === 'none') return { split: null };
    const split = splitSchema.safeParse(value);
    if (split.success) return { split: split.data };
    throw wrongUse(`There is no split "${value}".`, 'Use training, validation, test or none.');
  }
  if (key === 'status') {
    const status = imageStatusSchema.safeParse(value);
    if (status.success) return { status: status.data };
    throw wrongUse(`There is no status "${value}".`, `Use one of ${imageStatuses.join(', ')}.`);
  }
  if (key === 'class') {
    const found = classes.find((entry) => entry.name === value);
    if (!found) {
      throw wrongUse(
        `The project has no class "${value}".`,
        `Its classes are ${classes.map((entry) => entry.name).join(', ')}.`,
      );
    }
    return { classId: found.id };
  }
  return { search: text };
}
