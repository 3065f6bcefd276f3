import { Command, CommanderError } from '@commander-js/extra-typings';
import { version } from '../../package.json';
import { asProblem } from '../shared/problem';
import type { CommandContext } from './command-context';
import { addCompare } from './commands/compare';
import { addComparisons } from './commands/comparisons';
import { addDoctor } from './commands/doctor';
import { addEvaluate } from './commands/evaluate';
import { addExport } from './commands/export';
import { addImages } from './commands/images';
import { addMasks } from './commands/masks';
import { addPredict } from './commands/predict';
import { addProject } from './commands/project';
import { addRuns } from './commands/runs';
import { addTrain } from './commands/train';
import { addWeights } from './commands/weights';
import { EXIT, type ExitStatus, statusOfProblem } from './exit-status';
import { commandFolders } from './folders';
import { Reporter } from './reporter';

const SAME_INTERRUPT_MS = 1000;

/** The whole command line as a commander program; the docs are made from it. */
export function buildProgram(context: CommandContext): Command {
  const program = new Command('maskwright')
    .description('Paint masks, see what training will care about, train, and take the model away.')
    .version(version)
    .option('--json', 'write results as JSON, one object (train and compare: one a line)')
    .option('--verbose', 'show where an error came from')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(usageLine(text)) })
    .exitOverride();
  for (const add of [
    addDoctor,
    addProject,
    addImages,
    addMasks,
    addWeights,
    addTrain,
    addCompare,
    addComparisons,
    addRuns,
    addEvaluate,
    addPredict,
    addExport,
  ]) {
    add(program, context);
  }
  // Without this only the top command would throw instead of ending the process.
  for (const command of allCommands(program)) command.exitOverride();
  return program;
}

/** Runs one command line. Never throws; what went wrong is said on standard error and in the status. */
export async function runCommandLine(args: string[]): Promise<ExitStatus> {
  const stop = new AbortController();
  let interruptedMs: number | null = null;
  // Asked again, it ends at once: what is written is whole at every moment. Shells and npm pass one Ctrl+C on twice.
  const onInterrupt = (): void => {
    if (interruptedMs !== null && performance.now() - interruptedMs > SAME_INTERRUPT_MS) process.exit(EXIT.stopped);
    interruptedMs ??= performance.now();
    stop.abort();
  };
  process.on('SIGINT', onInterrupt);
  process.on('SIGTERM', onInterrupt);
  const reporter = new Reporter(
    { out: process.stdout, err: process.stderr },
    { json: args.includes('--json'), verbose: args.includes('--verbose') },
  );
  const context: CommandContext = {
    reporter,
    signal: stop.signal,
    folders: commandFolders(process.env),
    status: EXIT.done,
  };
  try {
    await buildProgram(context).parseAsync(args, { from: 'user' });
    return stop.signal.aborted ? EXIT.stopped : context.status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
    if (stop.signal.aborted) return EXIT.stopped;
    const problem = asProblem(error);
    reporter.problem(problem);
    return statusOfProblem(problem);
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
}

function allCommands(command: Command): Command[] {
  return command.commands.flatMap((child) => [child as Command, ...allCommands(child as Command)]);
}

/** Commander's `error: what is wrong\n(Did you mean --steps?)` as one line like every other error. */
function usageLine(text: string): string {
  const [what, ...guesses] = text.trim().split('\n');
  const sentence = `${what.replace(/^error: /, '').replace(/\.$/, '')}.`;
  const guess = guesses.map((line) => ` ${line.replace(/^\((.*)\)$/, '$1')}`).join('');
  return `maskwright: ${sentence}${guess} Add --help to see how the command is used.\n`;
}
