import type { ParsedInput, RequestName, RequestOutput } from '../../shared/contract/index';
import type { WindowContext } from '../window-context';

/** One handler a request; an area's file holds those of its names. */
export type Handlers<Name extends RequestName = RequestName> = {
  [N in Name]: (input: ParsedInput<N>, context: WindowContext) => Promise<RequestOutput<N>> | RequestOutput<N>;
};
