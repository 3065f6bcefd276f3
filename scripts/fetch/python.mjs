import { noPip } from '../failure.mjs';
import { run } from '../run-command.mjs';

/**
 * A Python 3 that has pip: MASKWRIGHT_PYTHON where it is set, else the first on the PATH.
 * @param {string} installCommand what the failure tells the person to run
 * @returns {Promise<string>}
 * @throws {import('../failure.mjs').SetupFailure} `no-pip`
 */
export async function findPython(installCommand) {
  const named = process.env.MASKWRIGHT_PYTHON;
  for (const python of named ? [named] : ['python3', 'python']) {
    const { code, output } = await run(python, ['-m', 'pip', '--version']);
    if (code === 0 && /\(python 3\./.test(output)) return python;
  }
  throw noPip(installCommand);
}
