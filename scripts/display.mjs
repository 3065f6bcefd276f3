import { SetupFailure } from './failure.mjs';
import { installCommand } from './setup/system.mjs';

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {boolean} whether a window can be shown
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/** @returns {SetupFailure} */
export const noDisplay = () =>
  new SetupFailure(
    'no-display',
    'There is no display to open the window on: neither DISPLAY nor WAYLAND_DISPLAY is set.',
    `Start it in a desktop session, or on a virtual display (${installCommand('display')}; then: xvfb-run -a npm start). The command line needs none: bin/maskwright --help.`,
  );
