import type { Command } from '@commander-js/extra-typings';
import { version } from '../../../package.json';
import { type DoctorResult, doctorResultSchema } from '../../shared/contract/results/doctor';
import type { CommandContext } from '../command-context';
import { examine } from '../examination';
import { EXIT } from '../exit-status';
import { sentenceOf } from '../reporter';

export function addDoctor(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('Versions, the device, folders, and every problem with its remedy.')
    .action(async () => {
      const result = await examine(version, context.folders);
      if (result.problems.length > 0) context.status = EXIT.someFailed;
      context.reporter.result(doctorResultSchema, result, describe(result));
    });
}

function describe(result: DoctorResult): string {
  const { device, folders, problems } = result;
  const memory = device?.memoryBytes ? `, ${Math.round(device.memoryBytes / 2 ** 30)} GB` : '';
  const rows: [string, string][] = [
    ['Maskwright', `${result.maskwright} in ${folders.program}`],
    ['Electron', `${result.electron} (Node ${result.node}), ${result.platform}`],
    ['SQLite', result.sqlite ?? 'cannot be loaded'],
    ['TensorFlow', result.tensorflow === null ? 'cannot be loaded' : `${result.tensorflow} under tfjs ${result.tfjs}`],
    ['Device', device === null ? 'none' : `${device.name}${memory}${device.driver ? `, driver ${device.driver}` : ''}`],
    ...(device?.reason ? ([['', device.reason]] as [string, string][]) : []),
    ['Pretrained', result.pretrained.lite0 ? 'EfficientNet-Lite0' : 'missing'],
    ['Data', folders.data],
    ['Cache', folders.cache],
  ];
  const lines = rows.map(([name, value]) => `${name.padEnd(11)}${value}`);
  return [
    ...lines,
    '',
    ...(problems.length === 0 ? ['No problems.'] : problems.map((entry) => `! ${sentenceOf(entry)}`)),
  ].join('\n');
}
