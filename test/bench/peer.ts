import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

const requirements = join(import.meta.dirname, 'peers/requirements.txt');

type PeerWork = 'keras-step' | 'opencv-sobel' | 'napari-paint-400' | 'napari-paint-2000';

/** A Python process that does named work as often as it is told and says how long each time took. */
export class Peer {
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private readonly answers: AsyncIterator<string>;
  private readonly reader: Interface;

  constructor(python = peerPython()) {
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
    this.process = spawn(python, [join(import.meta.dirname, 'peers/peer.py')], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...env, TF_CPP_MIN_LOG_LEVEL: '3' },
    });
    this.reader = createInterface({ input: this.process.stdout });
    this.answers = this.reader[Symbol.asyncIterator]();
  }

  /** Milliseconds of each of `count` repetitions. */
  async measure(name: PeerWork, count: number): Promise<number[]> {
    this.process.stdin.write(`${name} ${count}\n`);
    const answer = await this.answers.next();
    if (answer.done) throw new Error(`the Python peer ended while doing ${name}`);
    const { ms }: { ms: number[] } = JSON.parse(answer.value);
    return ms;
  }

  close(): void {
    this.reader.close();
    this.process.stdin.end();
    this.process.kill();
  }
}

/** The Python of the benchmarks' own virtual environment, made and filled when it is missing or out of date. */
function peerPython(): string {
  const cache = process.env.MASKWRIGHT_CACHE ?? join(homedir(), '.cache', 'maskwright');
  const folder = join(cache, 'bench-python');
  const python = join(folder, 'bin', 'python');
  const stamp = join(folder, 'requirements.txt');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  mkdirSync(cache, { recursive: true });
  process.stderr.write('Making the Python environment of the benchmarks (once, about a minute)\n');
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { stdio: 'inherit' });
  writeFileSync(stamp, wanted);
  return python;
}
