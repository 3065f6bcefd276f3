import type { ProblemData } from '../../shared/problem';
import type { OpenOptions } from './project-store';
import type { ProjectSettings } from './records';

/** What a worker can hold open. */
export type Opening =
  | { kind: 'project'; folder: string; options: OpenOptions }
  | { kind: 'new-project'; folder: string; settings: ProjectSettings; options: Omit<OpenOptions, 'mode'> }
  | { kind: 'library'; folder: string };

export type StoreRequest =
  | { id: number; type: 'open'; opening: Opening }
  | { id: number; type: 'call'; handle: number; area: string; method: string; args: readonly unknown[] }
  | { id: number; type: 'end' };

/** Exactly one a request, in the order of the requests. */
export type StoreReply<Value> = { id: number; value: Value } | { id: number; problem: ProblemData };
