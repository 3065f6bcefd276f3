import type { InspectedFile } from '../../shared/contract/engine-protocol';
import type { ImageFacts } from '../store/records';

/** What the store keeps of a file that the engine looked at. */
export function fileFacts(path: string, inspected: InspectedFile): ImageFacts {
  const { notices: _notices, hasAlpha: _hasAlpha, ...facts } = inspected;
  return { ...facts, path };
}
