import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface CommandOutcome {
  status: number | null;
  stdout: string;
  stderr: string;
  /** The JSON objects on standard output, one a line. */
  json: Record<string, unknown>[];
}

/** Runs the built command line as a person would, in a process of its own. */
export function maskwright(args: string[], environment: Record<string, string> = {}): CommandOutcome {
  const run = spawnSync(process.execPath, [resolve(root, 'out/main/cli.js'), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2', ...environment },
    maxBuffer: 2 ** 26,
  });
  const lines = args.includes('--json') ? run.stdout.split('\n').filter((line) => line !== '') : [];
  return { status: run.status, stdout: run.stdout, stderr: run.stderr, json: lines.map((line) => JSON.parse(line)) };
}
