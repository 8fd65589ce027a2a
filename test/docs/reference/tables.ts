import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { doneMeans, numberOf, stages } from '#domain/deployment/stages.ts';
import { presetSummaries } from '#wire/strategy-presets.ts';
import { formatPage } from '../../statemachines/readme/format-page.ts';
import { withSection } from '../../statemachines/readme/sections.ts';

const root = resolve(import.meta.dirname, '../../..');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const presets = table(
  ['preset', 'steps', 'limits beside the comparison', 'use it for'],
  Object.entries(presetSummaries).map(([name, { steps, limits, use }]) => [`\`${name}\``, steps, limits, use]),
);

const stagesOfDeployment = table(
  ['stage', 'state', 'done means'],
  stages.map((stage) => [String(numberOf(stage)), `\`${stage}\``, doneMeans[stage]]),
);

/** The tables that pages take from the code: the page, the name of the section, the table. */
const tables = [
  { path: join(root, 'docs/strategies.md'), section: 'presets', content: presets },
  { path: join(root, 'docs/architecture.md'), section: 'stages', content: stagesOfDeployment },
];

/** The pages with these tables as the code has them. */
export function pagesWithTables(): Promise<readonly { readonly path: string; readonly fresh: string }[]> {
  return Promise.all(
    tables.map(async ({ path, section, content }) => ({
      path,
      fresh: await formatPage(withSection(readFileSync(path, 'utf8'), section, content)),
    })),
  );
}
