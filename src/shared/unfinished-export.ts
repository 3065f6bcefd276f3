/** Folder inside an export's folder in which its files are written before they are checked. */
export const UNFINISHED_EXPORT = '.unfinished-export';
