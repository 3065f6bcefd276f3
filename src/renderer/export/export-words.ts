/** What verifying found, a sentence. */
export function differenceText(maxDifference: number): string {
  return maxDifference === 0
    ? 'Run on images of the run, it gave exactly the same probabilities as Maskwright.'
    : `Run on images of the run, its probabilities differ from Maskwright's by at most ${shortNumber(maxDifference)}.`;
}

/** `0.0004`, `0.0000003`: one digit, as a person would read it. */
function shortNumber(value: number): string {
  return value.toFixed(Math.max(0, Math.min(20, -Math.floor(Math.log10(value)))));
}
