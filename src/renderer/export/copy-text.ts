import { useNotices } from '../app/notices';

/** Puts a text on the clipboard and says so. */
export async function copyText(text: string, sentence: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  useNotices.getState().showDone(sentence);
}
