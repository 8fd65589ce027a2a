import { expect, it } from 'vitest';
import { regionScenarios } from '#rehearsal/scenarios/all.ts';
import { simulate } from '#rehearsal/simulator/simulate.ts';
import { setting } from '../support/stories.ts';

/** What a person has to look after is a failed execution, which puts an alarm into ALARM. */
const good: readonly string[] = ['taken-over', 'returned', 'drilled', 'called-off'];

const endOf = (run: string) => (good.includes(run) ? ['SUCCEEDED', run] : ['FAILED', 'FailoverNotDone']);

it.each(regionScenarios.filter(({ plot }) => (plot?.then.runs.length ?? 0) > 0))(
  '$name: the execution of a failover succeeds or fails as its run ends',
  async (scenario) => {
    const { executions } = await simulate(scenario, { ...setting, seed: 1 });
    const ends = executions
      .filter(({ machine }) => machine === 'failover')
      .map(({ status, output, error }) => [status, (output as { ending?: string } | undefined)?.ending ?? error])
      // An execution that only records a person's command begins no run.
      .filter(([, ending]) => ending !== undefined);
    expect(ends).toEqual(scenario.plot?.then.runs.map(endOf));
  },
);
