import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Options, format } from 'prettier';
import { presetSummaries } from '#wire/strategy-presets.ts';
import { withSection } from '../../statemachines/readme/sections.ts';

const root = resolve(import.meta.dirname, '../../..');
export const strategiesPath = join(root, 'docs/strategies.md');

/** The page about strategies with the presets as they are. */
export function withPresets(page: string): Promise<string> {
  const rows = Object.entries(presetSummaries).map(
    ([name, { steps, limits, use }]) => `| \`${name}\` | ${steps} | ${limits} | ${use} |`,
  );
  const head = '| preset | steps | limits beside the comparison | use it for |\n| --- | --- | --- | --- |';
  const options = JSON.parse(readFileSync(join(root, '.config/prettier.json'), 'utf8')) as Options;
  return format(withSection(page, 'presets', [head, ...rows].join('\n')), { ...options, parser: 'markdown' });
}
