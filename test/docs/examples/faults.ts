import type { Example } from './blocks.ts';
import { faultsOfScript, isCommand } from './commands.ts';
import { faultsOfConfiguration, isConfigurationKind } from './configurations.ts';
import { faultsOfInlineInput, faultsOfJson, isInput, isInputKind } from './inputs.ts';

/** Everything that is wrong with what a page shows, as `page:line: what`. A kind of block without a rule is a fault. */
export async function faultsOfExample({ place, kind, text }: Example): Promise<readonly string[]> {
  const faults = kind === undefined ? faultsOfInline(text) : await faultsOfBlock(kind, text);
  return faults.map((fault) => `${place}: ${fault}`);
}

function faultsOfInline(code: string): readonly string[] {
  if (isCommand(code)) return faultsOfScript(code);
  return isInput(code) ? faultsOfInlineInput(code) : [];
}

async function faultsOfBlock(kind: string, text: string): Promise<readonly string[]> {
  const [language = '', what = ''] = kind.split(' ');
  if (language === 'sh' && what === '') return faultsOfScript(text);
  if (language === 'json' && isInputKind(what)) return faultsOfJson(what, text);
  if (language === 'ts' && isConfigurationKind(what)) return faultsOfConfiguration(what, text);
  // A picture; nothing in it is typed by readers.
  if (language === 'mermaid') return [];
  return [`no rule for a block of the kind "${kind}"`];
}
