export type ImageFormat = 'png' | 'jpeg' | 'tiff' | 'gif' | 'bmp' | 'webp';

/** How many first bytes tell the formats apart. */
export const SIGNATURE_BYTES = 18;

/** The format that a file's first bytes announce; undefined for none that is read here. */
export function signatureFormat(bytes: Uint8Array): ImageFormat | undefined {
  const starts = (text: string, offset = 0): boolean =>
    bytes.length >= offset + text.length && Array.from(text).every((c, i) => bytes[offset + i] === c.charCodeAt(0));
  if (starts('\x89PNG\r\n\x1a\n')) return 'png';
  if (starts('\xff\xd8\xff')) return 'jpeg';
  if (starts('II*\0') || starts('MM\0*') || starts('II+\0') || starts('MM\0+')) return 'tiff';
  if (starts('GIF87a') || starts('GIF89a')) return 'gif';
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp';
  // "BM" alone begins many texts: the header's length (a small number) must follow.
  if (starts('BM') && bytes.length >= 18 && bytes[16] === 0 && bytes[17] === 0) return 'bmp';
  return undefined;
}
