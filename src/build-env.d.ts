/** Folder of the built process entries (out/main); an expression put in by the bundler, a constant in the unit tests. */
declare const __ENTRIES__: string;
