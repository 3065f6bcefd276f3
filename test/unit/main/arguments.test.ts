import { describe, expect, it } from 'vitest';
import { folderFromArguments } from '../../../src/main/arguments';

describe('the project among the arguments', () => {
  it('comes after the app folder where the app runs unpacked', () => {
    expect(folderFromArguments(['electron', '--no-sandbox', '/app', 'tissue'], false, '/home/ada')).toBe(
      '/home/ada/tissue',
    );
  });

  it('is the first word of a packed app', () => {
    expect(folderFromArguments(['maskwright', '/data/tissue'], true, '/home/ada')).toBe('/data/tissue');
  });

  it('is null where none is named', () => {
    expect(folderFromArguments(['electron', '--inspect=0', '/app'], false, '/')).toBeNull();
    expect(folderFromArguments(['maskwright'], true, '/')).toBeNull();
  });
});
