import type { ShownPart } from '../../shared/contract/shown-part';
import type { ImagePart } from '../../shared/images/image-part';

/** What is shown of an image's file; undefined for the first page as it is, which has a cache name of its own. */
export function shownPartOf({ page = 0, channelChoice = null }: ImagePart): ShownPart | undefined {
  if (page === 0 && channelChoice === null) return undefined;
  const [first, second, third] = channelChoice ?? [];
  if (first === undefined) return { page };
  const channels = second !== undefined && third !== undefined ? [first, second, third] : [first];
  return { page, channels };
}

/** As text, for names in memory and in addresses. */
export function partText(part: ShownPart | undefined): string {
  return part === undefined ? '' : JSON.stringify(part);
}
