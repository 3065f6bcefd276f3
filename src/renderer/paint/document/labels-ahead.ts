import { useEffect } from 'react';
import type { ImageRow } from '../../../shared/contract/images';
import { neighboursOf } from '../../images/neighbours';
import { openAhead } from './open-documents';

/** Not before its own labels, and not while the person only passes by. */
const AHEAD_AFTER_MS = 400;

/** Has the labels of the images beside this one at hand, so that a step to them shows them with the picture. */
export function useLabelsAhead({ id }: ImageRow): void {
  useEffect(() => {
    const timer = setTimeout(() => openAhead(neighboursOf(id)), AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id]);
}
