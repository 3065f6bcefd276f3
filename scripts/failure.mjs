/**
 * A failure that a person can do something about: one sentence that names the thing, and a remedy.
 * Whatever else is thrown is a fault of ours.
 */
export class SetupFailure extends Error {
  /**
   * @param {string} code short and stable, such as `no-network`
   * @param {string} sentence what happened
   * @param {string} remedy what to do
   * @param {unknown} [cause] what was caught
   */
  constructor(code, sentence, remedy, cause) {
    super(sentence, { cause });
    this.name = 'SetupFailure';
    this.code = code;
    this.remedy = remedy;
  }
}

/** @param {string} what @param {unknown} [cause] */
export const noNetwork = (what, cause) =>
  new SetupFailure(
    'no-network',
    `The download of ${what} failed: the network or the server did not answer.`,
    'Check the connection and any proxy (HTTPS_PROXY, npm config get proxy, pip config list), then run this again: what was finished is kept.',
    cause,
  );

/** @param {string} what @param {string} expected @param {string} found both SHA-256, in hexadecimal */
export const wrongChecksum = (what, expected, found) =>
  new SetupFailure(
    'wrong-checksum',
    `The file ${what} is not the one that was expected: its SHA-256 begins with ${found.slice(0, 12)}, not ${expected.slice(0, 12)}.`,
    'It was deleted. Run this again; if it happens twice, a proxy or mirror changes files on the way, so try another network.',
  );

/** @param {string} folder @param {string} needed @param {string} free sizes in words */
export const noRoom = (folder, needed, free) =>
  new SetupFailure(
    'no-room',
    `There is not enough room in ${folder}: set-up needs about ${needed} there and ${free} is free.`,
    'Free some space, or set MASKWRIGHT_CACHE to a folder on a larger disk for the downloads, then run this again.',
  );

/** @param {unknown} [cause] */
export const diskFilledUp = (cause) =>
  new SetupFailure(
    'no-room',
    'The disk became full while files were being written.',
    'Free some space, or set MASKWRIGHT_CACHE to a folder on a larger disk for the downloads, then run this again.',
    cause,
  );

/** @param {string} command how to get it on this machine */
export const noPip = (command) =>
  new SetupFailure(
    'no-pip',
    'Python 3 with pip was not found, and TensorFlow comes from the Python package index.',
    `Install it (${command}), or set MASKWRIGHT_PYTHON to a Python that has pip, then run this again.`,
  );

/** @param {string} command how to get it on this machine */
export const noCompiler = (command) =>
  new SetupFailure(
    'no-compiler',
    'No C++ compiler was found, and the bridge between Node and TensorFlow is compiled on this machine.',
    `Install one (${command}), or set CXX to a compiler that understands C++17, then run this again.`,
  );

/** @param {string[]} libraries @param {string} command how to get them on this machine */
export const missingLibraries = (libraries, command) =>
  new SetupFailure(
    'missing-library',
    `The system ${libraries.length === 1 ? 'library' : 'libraries'} ${libraries.join(', ')} ${libraries.length === 1 ? 'is' : 'are'} missing, and the window needs ${libraries.length === 1 ? 'it' : 'them'}.`,
    `Install ${libraries.length === 1 ? 'it' : 'them'} (${command}), then run this again.`,
  );

/** @param {string} what @param {string} output of the command, of which the last lines are shown @param {string} remedy */
export const commandFailed = (what, output, remedy) =>
  new SetupFailure('command-failed', `${what} failed: ${lastLine(output)}`, remedy);

/** @param {string} platform */
export const unsupportedPlatform = (platform) =>
  new SetupFailure(
    'unsupported-platform',
    `There is no build of TensorFlow for ${platform}.`,
    'Use Linux on x64, or Windows or macOS on x64.',
  );

/**
 * Turns an error into what the terminal shows. Stacks and causes only with MASKWRIGHT_VERBOSE=1.
 * @param {unknown} error
 * @param {string} what the name of what stopped, such as `Set-up`
 * @returns {string}
 */
export function describe(error, what) {
  const known = error instanceof SetupFailure ? error : fromSystem(error);
  const text = known
    ? `${what} stopped. ${known.message}\n  ${known.remedy}`
    : `${what} stopped by a fault of its own: ${error instanceof Error ? error.message : String(error)}\n  Run it again with MASKWRIGHT_VERBOSE=1 and report what it prints.`;
  if (process.env.MASKWRIGHT_VERBOSE !== '1' || !(error instanceof Error)) return text;
  return `${text}\n\n${error.stack ?? ''}${error.cause === undefined ? '' : `\ncaused by ${String(error.cause)}`}`;
}

/** @param {unknown} error @returns {SetupFailure | undefined} the plain form of a full disk or a folder that refuses */
function fromSystem(error) {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return diskFilledUp(error);
  // On a read-only disk Node says of a folder that it cannot make that it does not exist.
  const isUnmade = error.code === 'ENOENT' && 'syscall' in error && error.syscall === 'mkdir';
  if (isUnmade || error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') {
    const path = 'path' in error && typeof error.path === 'string' ? error.path : 'a folder';
    return new SetupFailure(
      'no-permission',
      `${path} cannot be written.`,
      'Give yourself the right to write there, or set MASKWRIGHT_CACHE to a folder of your own for the downloads.',
      error,
    );
  }
  return undefined;
}

/** @param {string} output */
function lastLine(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const last = lines.filter((line) => line !== '').at(-1) ?? 'it said nothing';
  return last.endsWith('.') ? last : `${last}.`;
}
