import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../../resources/default-app/arguments.js';

describe('the default app', () => {
  it('opens the first word that is no switch', () => {
    expect(parseArguments(['electron', '--no-sandbox', '/app', '/project'])).toEqual({ folder: '/app', modules: [] });
  });

  it('loads modules first, in both ways of asking for them', () => {
    const argv = ['electron', '-r', '/loader.js', '--require=/second.js', '--inspect=0', '/app'];
    expect(parseArguments(argv)).toEqual({ folder: '/app', modules: ['/loader.js', '/second.js'] });
  });

  it('leaves what follows the folder to the app', () => {
    expect(parseArguments(['electron', '/app', '-r', '/mine.js'])).toEqual({ folder: '/app', modules: [] });
  });

  it('takes the word after -- even where it looks like a switch', () => {
    expect(parseArguments(['electron', '--', '-odd'])).toEqual({ folder: '-odd', modules: [] });
  });

  it.each([[['electron']], [['electron', '--no-sandbox']], [['electron', '-r']]])('knows no folder in %j', (argv) => {
    expect(parseArguments(argv).folder).toBeUndefined();
  });
});
