import { afterEach, describe, expect, it, vi } from 'vitest';
import { pictureAnswer } from '../../../../src/renderer/images/picture-reason';

const ADDRESS = 'image://project/0123456789abcdef/320';
const problem = { code: 'image-missing', message: 'a.png is not there.', hint: 'Put it back.' };

afterEach(() => {
  vi.unstubAllGlobals();
});

function answered(response: Response): ReturnType<typeof pictureAnswer> {
  vi.stubGlobal('fetch', () => Promise.resolve(response));
  return pictureAnswer(ADDRESS, new AbortController().signal);
}

describe('a picture that could not be shown', () => {
  it('has the reason that main gives', async () => {
    const response = new Response(JSON.stringify(problem), { status: 404 });
    expect(await answered(response)).toEqual({ status: 'refused', problem });
  });

  it('has none where it was dropped for newer ones, and is worth another attempt', async () => {
    expect(await answered(new Response(null, { status: 404 }))).toEqual({ status: 'unknown' });
  });

  it('may be there by now', async () => {
    expect(await answered(new Response('bytes'))).toEqual({ status: 'there' });
  });
});
