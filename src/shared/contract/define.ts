import { z } from 'zod';
import type { ProblemData } from '../problem';

// Compiling schemas with `new Function` is what a strict content security policy forbids.
z.config({ jitless: true });

/** One request of the contract: what is sent and what comes back. */
export interface RequestSpec<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
}

export function request<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): RequestSpec<Input, Output> {
  return { input, output };
}

/** Requests that carry nothing, and replies that say nothing but "done". */
export const nothing = z.null();

export type RequestTable = Record<string, RequestSpec>;
export type InputOf<Table extends RequestTable, Name extends keyof Table> = z.input<Table[Name]['input']>;
export type ParsedInputOf<Table extends RequestTable, Name extends keyof Table> = z.output<Table[Name]['input']>;
export type OutputOf<Table extends RequestTable, Name extends keyof Table> = z.output<Table[Name]['output']>;

/** How a reply crosses a process boundary: a value, or an error as data, never as a stack. */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; problem: ProblemData };
