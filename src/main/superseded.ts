import { Problem } from '../shared/problem';

/** Ends an act in whose place a newer one was asked for. */
export function superseded(): Problem {
  return new Problem('superseded', 'Something else was asked for meanwhile.', 'Nothing needs to be done.');
}
