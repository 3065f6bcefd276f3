import { ipcMain, type WebContents } from 'electron';
import { ZodError } from 'zod';
import { REQUEST_CHANNEL } from '../../shared/contract/channels';
import type { Reply } from '../../shared/contract/define';
import {
  isRequestName,
  type ParsedInput,
  parseInput,
  type RequestName,
  type RequestOutput,
} from '../../shared/contract/index';
import { Problem } from '../../shared/problem';
import { isTrustedSender } from '../security';
import type { WindowContext } from '../window-context';
import { windowProblem } from '../window-problem';
import { appHandlers } from './app-handlers';
import { classHandlers } from './class-handlers';
import { comparisonHandlers } from './comparison-handlers';
import { engineHandlers } from './engine-handlers';
import { exportHandlers } from './export-handlers';
import type { Handlers } from './handler';
import { imageHandlers } from './image-handlers';
import { inspectHandlers } from './inspect-handlers';
import { labelHandlers } from './label-handlers';
import { projectHandlers } from './project-handlers';
import { runHandlers } from './run-handlers';
import { weightHandlers } from './weight-handlers';
import { workspaceHandlers } from './workspace-handlers';

const handlers: Handlers = {
  ...appHandlers,
  ...projectHandlers,
  ...imageHandlers,
  ...classHandlers,
  ...labelHandlers,
  ...workspaceHandlers,
  ...weightHandlers,
  ...inspectHandlers,
  ...exportHandlers,
  ...runHandlers,
  ...comparisonHandlers,
  ...engineHandlers,
};

/** Problems by which a file turns out not to be the one that was added. */
const OTHER_FILE = new Set(['image-missing', 'image-replaced']);

/** Answers the windows' requests: sender and input are checked, an error goes back as a problem. */
export function registerRequests(
  contextOf: (contents: WebContents) => WindowContext | null,
  devServer: string | undefined,
): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, input: unknown): Promise<Reply<unknown>> => {
    const context = contextOf(event.sender);
    if (context === null || !isTrustedSender(event, context.window.webContents, devServer)) {
      return { ok: false, problem: refusedSender().toJSON() };
    }
    if (!isRequestName(name)) return { ok: false, problem: malformed(String(name)).toJSON() };
    try {
      return { ok: true, value: await handle(name, input, context) };
    } catch (error) {
      const problem = windowProblem(error);
      // What one screen met, all of them learn.
      if (OTHER_FILE.has(problem.code)) void context.project.verify();
      return { ok: false, problem: problem.toJSON() };
    }
  });
}

/** Checks one request's input and calls its handler. @throws Problem `request-malformed`, or what the handler says */
async function handle<Name extends RequestName>(
  name: Name,
  input: unknown,
  context: WindowContext,
): Promise<RequestOutput<Name>> {
  return handlers[name](checked(name, input), context);
}

function checked<Name extends RequestName>(name: Name, input: unknown): ParsedInput<Name> {
  try {
    return parseInput(name, input);
  } catch (error) {
    throw error instanceof ZodError ? malformed(name) : error;
  }
}

function refusedSender(): Problem {
  return new Problem('sender-refused', 'A page that is not the window asked for something.', 'Close that page.');
}

function malformed(name: string): Problem {
  return new Problem('request-malformed', `The request ${name} does not fit.`, 'Report it; nothing was changed.');
}
