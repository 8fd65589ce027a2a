import { describe, expect, it } from 'vitest';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting, story } from './support/stories.ts';

async function play(name: string) {
  const { account, executions } = await simulate(story(name), { ...setting, seed: 1 });
  return {
    commands: account.world.oneOffTasks.all.map(({ command }) => command.join(' ')),
    hooks: executions.filter(({ machine }) => machine === 'hook').length,
  };
}

describe('the rollback hook', () => {
  it('runs once after a rollback, where the service has one', async () => {
    expect(await play('smoke-test-fails')).toEqual({ commands: ['smoke-test', 'undo'], hooks: 2 });
  });

  it('is not started where the service has none', async () => {
    expect(await play('crash-at-start')).toEqual({ commands: [], hooks: 0 });
  });
});
