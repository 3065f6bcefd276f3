import type { Command } from '@commander-js/extra-typings';
import type { commandResults } from '../../src/shared/contract/results/index';
import { shapeOf } from './json-shape';

const INTRODUCTION = `# The command line
\`bin/maskwright\` runs the same store and the same engine as the window, without a display. A project made here opens in the window and the other way round.

- Results go to standard output, everything else to standard error. With \`--json\`, standard output holds one JSON object (a stream of them, one a line, for \`train\` and \`runs resume\`) and nothing else.
- Exit status: 0 done; 1 some inputs failed, the others are done, each failure is named; 2 wrong use; 3 nothing could be done; 130 stopped by Ctrl+C, with what was finished kept.
- An error is one line on standard error: what, which file, what to do; with \`--json\` standard output then stays empty. \`--verbose\` shows where it came from.
- \`train\` and \`runs resume\` end with 1 when the run is done but images had to be left out; each is named.
- Label maps have one writer at a time: \`images add\` and \`masks import\` need the project for themselves; \`train\`, \`predict\`, \`evaluate\` and \`export\` run beside an open window.

This page is made from the program by \`npm run docs\`.
`;

/** The page of the command line: each command's arguments, options and the shape of its JSON result. */
export function commandLinePage(program: Command, results: typeof commandResults): string {
  const sections = leaves(program, []).map(({ name, command }) => {
    const args = command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    });
    const options = command.options.map((option) => {
      const needed = option.mandatory ? ' **needed**' : '';
      const standard = option.defaultValue === undefined ? '' : ` (${String(option.defaultValue)})`;
      return `| \`${option.flags.replaceAll('|', '\\|')}\` | ${option.description.replaceAll('|', '\\|')}${standard}${needed} |`;
    });
    const result = results[name];
    if (!result) throw new Error(`${name} has no result schema in src/shared/contract/results`);
    return [
      `## ${name}`,
      command.description(),
      '',
      `    maskwright ${[name, ...args].join(' ')}${options.length > 0 ? ' [options]' : ''}`,
      ...(options.length > 0 ? ['', '| option | meaning |', '| --- | --- |', ...options] : []),
      '',
      result.isStream ? 'JSON, one object a line:' : 'JSON:',
      '',
      '```ts',
      shapeOf(result.schema),
      '```',
      '',
    ].join('\n');
  });
  return [INTRODUCTION, ...sections].join('\n');
}

function leaves(command: Command, path: string[]): { name: string; command: Command }[] {
  if (command.commands.length === 0) return [{ name: path.join(' '), command }];
  return command.commands.flatMap((child) => leaves(child as Command, [...path, child.name()]));
}
