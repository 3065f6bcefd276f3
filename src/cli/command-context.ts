import type { ExitStatus } from './exit-status';
import type { CommandFolders } from './folders';
import type { Reporter } from './reporter';

/** What every command is given; `status` is what the process ends with unless something is thrown. */
export interface CommandContext {
  readonly reporter: Reporter;
  /** Aborted by Ctrl+C: finish the piece in hand, keep what is done, end. */
  readonly signal: AbortSignal;
  readonly folders: CommandFolders;
  status: ExitStatus;
}
