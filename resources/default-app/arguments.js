/**
 * Reads the command line of an Electron without an app of its own: `electron [switches] [-r module]... folder [for the
 * app]...`. Switches are Chromium's and Node's business; the first word that is none is the app's folder, and
 * everything after it belongs to the app.
 * @param {string[]} argv as `process.argv`, the executable first
 * @returns {{folder: string | undefined, modules: string[]}} `modules` are to be loaded before the app
 */
export function parseArguments(argv) {
  /** @type {string[]} */
  const modules = [];
  for (let i = 1; i < argv.length; i++) {
    const word = argv[i];
    if (word === '-r' || word === '--require') {
      i++;
      if (i < argv.length) modules.push(argv[i]);
    } else if (word.startsWith('--require=')) {
      modules.push(word.slice('--require='.length));
    } else if (word === '--') {
      return { folder: argv[i + 1], modules };
    } else if (!word.startsWith('-')) {
      return { folder: word, modules };
    }
  }
  return { folder: undefined, modules };
}
