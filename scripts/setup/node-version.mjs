import { SetupFailure } from '../failure.mjs';

/** The bundler calls `crypto.hash` and `util.styleText`, which came with this one. */
const OLDEST = { major: 20, minor: 12 };

/**
 * @param {string} [version] as `process.versions.node`
 * @throws {SetupFailure} `old-node`
 */
export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return;
  throw new SetupFailure(
    'old-node',
    `This is Node ${version}, and the tools that build the program need ${OLDEST.major}.${OLDEST.minor} or newer.`,
    'Install a newer Node (nodejs.org, or your version manager), then run this again.',
  );
}
