import { commandFailed, diskFilledUp, noNetwork } from '../failure.mjs';

const networkSigns =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|FETCH_ERROR|network request|name resolution|NewConnectionError|ConnectTimeout|Max retries exceeded|ProxyError|Connection refused|Read timed out|timed out/i;
const diskSigns = /ENOSPC|No space left on device|Disk quota exceeded/i;

/**
 * What npm or pip printed, as a failure in a sentence.
 * @param {string} what was fetched
 * @param {'npm' | 'pip'} client
 * @param {string} output
 * @returns {import('../failure.mjs').SetupFailure}
 */
export function registryFailure(what, client, output) {
  if (diskSigns.test(output)) return diskFilledUp(output);
  // Where no index answers, pip ends with "no matching distribution": the network is looked for first.
  if (networkSigns.test(output)) return noNetwork(what, output);
  const errors = output
    .split('\n')
    .filter((line) => /error:? +\S/i.test(line) && !/complete log|npm error code/i.test(line));
  const remedy =
    client === 'npm'
      ? 'See what "npm config list" names as the registry and that it can be reached, then run this again.'
      : 'See what "pip config list" names as the index and that it can be reached, then run this again.';
  return commandFailed(`Fetching ${what} with ${client}`, errors.at(0) ?? output, remedy);
}
