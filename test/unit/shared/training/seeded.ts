/** Seeded and short by default, long in a soak. */
export const runs = (short: number): { seed: number; numRuns: number } => ({
  seed: 11,
  numRuns: process.env.MASKWRIGHT_SOAK === '1' ? short * 50 : short,
});
