import { describe, expect, it } from 'vitest';
import { scenarios } from '#rehearsal/scenarios/all.ts';
import { simulateCommand } from '#rehearsal/simulator/command.ts';

/** What a person at a terminal would see. */
async function typed(...words: string[]) {
  let printed = '';
  const stream = { write: (text: string) => (printed += text) };
  return { code: await simulateCommand(words, { stdout: stream, stderr: stream }), printed };
}

describe('npm run simulate', () => {
  it('prints a run as a story, promise by promise, and exits with 0', async () => {
    const { code, printed } = await typed('crash-at-start', '--timeline');
    expect(code).toBe(0);
    expect(printed).toMatch(/rollback begins[\s\S]*held {3}P1 Traffic always has a healthy home/);
    expect(printed).toMatch(/crash-at-start: held\. Report: .*report\.html\n$/);
  });

  it('shows where a fault struck', async () => {
    const { code, printed } = await typed('--timeline', '--fault', 'BuildImage.registry.find#1 throttled');
    expect(code).toBe(0);
    expect(printed).toContain('! BuildImage.registry.find#1 throttled: the service asks to slow down');
  });

  it('writes only JSON for programs', async () => {
    const { printed } = await typed('good-release', '--seed', '3', '--json', '-');
    expect(JSON.parse(printed)).toMatchObject({ scenario: 'good-release', outcome: 'held', seed: 3, faults: '' });
  });

  it('explores a sample and says how much it tried', async () => {
    const { code, printed } = await typed('good-release', '--explore', '--singles', '--limit', '10');
    expect(code).toBe(0);
    expect(printed).toMatch(/^10 trials in 10 runs and .* Every promise held\.\n$/);
  });

  it('lists every scenario', async () => {
    const { printed } = await typed('--list');
    for (const { name } of scenarios) expect(printed).toContain(`${name}\n`);
  });
});
