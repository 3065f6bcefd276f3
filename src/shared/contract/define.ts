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

/** A request whose work is told of while it goes on, by values of the `progress` schema. */
export interface ProgressSpec<
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Progress extends z.ZodType = z.ZodType,
> extends RequestSpec<Input, Output> {
  readonly progress: Progress;
}

export function requestWithProgress<Input extends z.ZodType, Output extends z.ZodType, Progress extends z.ZodType>(
  input: Input,
  output: Output,
  progress: Progress,
): ProgressSpec<Input, Output, Progress> {
  return { input, output, progress };
}

/** Requests that carry nothing, and replies that say nothing but "done". */
export const nothing = z.null();

export type RequestTable = Record<string, RequestSpec>;
/** What a caller may send, what a handler is given after the check, and what comes back; by name. */
export type Inputs<Table extends RequestTable> = { [Name in keyof Table]: z.input<Table[Name]['input']> };
export type ParsedInputs<Table extends RequestTable> = { [Name in keyof Table]: z.output<Table[Name]['input']> };
export type Outputs<Table extends RequestTable> = { [Name in keyof Table]: z.output<Table[Name]['output']> };

/** The tables seen by what their schemas give, which lets a generic name keep its own type through a parse. */
export type InputParsers<Parsed> = {
  readonly [Name in keyof Parsed]: { input: { parse(value: unknown): Parsed[Name] } };
};
export type OutputParsers<Parsed> = {
  readonly [Name in keyof Parsed]: { output: { parse(value: unknown): Parsed[Name] } };
};

/** How a reply crosses a process boundary: a value, or an error as data, never as a stack. */
export type Reply<Value> = { ok: true; value: Value } | { ok: false; problem: ProblemData };
