import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDefinition } from '#rehearsal/simulator/asl/checks/check-definition.ts';
import { describeFault } from '#rehearsal/simulator/asl/compile.ts';
import { conformanceFaults, sharedErrors } from './conformance.ts';
import type { State } from './definition.ts';
import { goodMachine, withContract, withState } from './fixtures/good-machine.ts';
import { type Machine, loadMachine, machineNames, statemachines } from './machines.ts';

describe('the definitions', () => {
  it.each(machineNames())('of %s agrees with its steps, contracts and files', async (name) => {
    expect(conformanceFaults(await loadMachine(name), machineNames())).toEqual([]);
  });

  it.each(machineNames())('of %s is sound in every way that can be seen without running it', async (name) => {
    const { definition, contracts } = await loadMachine(name);
    const declaredErrors = [...sharedErrors, ...Object.values(contracts).flatMap(({ errors }) => Object.keys(errors))];
    expect(checkDefinition(name, { ...definition }, { declaredErrors }).map(describeFault)).toEqual([]);
  });

  it('would not be sound with a state that leads nowhere', async () => {
    const { definition } = await loadMachine('deployment');
    const lost = { ...definition, States: { ...definition.States, Lost: { Type: 'Succeed' as const } } };
    const problems = checkDefinition('deployment', lost, { declaredErrors: [] }).map(describeFault);
    expect(problems).toContainEqual(expect.stringContaining('Lost'));
  });

  it('exist for every folder of steps', () => {
    expect(readdirSync(join(statemachines, '../functions/steps')).sort()).toEqual(machineNames());
  });
});

const machines = ['deployment', 'traffic-shift'];
const retrying = (...names: string[]): Partial<State> => ({ Retry: [{ ErrorEquals: names }] });

describe('conformance', () => {
  it('accepts a machine that agrees', () => {
    expect(conformanceFaults(goodMachine, machines)).toEqual([]);
  });

  const broken: [string, Machine, string][] = [
    [
      'a state that calls the function of another',
      withState('VerifyHealth', { Arguments: { FunctionName: '${PushImage}' } }),
      'VerifyHealth: calls PushImage, but a state has the name of its function',
    ],
    [
      'a state whose function has no contract',
      { ...goodMachine, contracts: {}, steps: [] },
      'VerifyHealth: there is no functions/steps/deployment/verify-health.contract.ts',
    ],
    [
      'a state that starts a machine that is not there',
      withState('ShiftTraffic', { Arguments: { StateMachineArn: '${TrafficSwitch}' } }),
      'ShiftTraffic: there is no statemachines/traffic-switch.asl.json',
    ],
    [
      'a state that does not say what it is for',
      withState('IsDone', { Comment: '' }),
      'IsDone: has no Comment that says what it is for',
    ],
    [
      'a state that gives up before its function does',
      withState('VerifyHealth', { TimeoutSeconds: 15 }),
      "VerifyHealth: its TimeoutSeconds of 15 has to be more than the function's 15",
    ],
    [
      'a misspelled error',
      withState('VerifyHealth', { Catch: [{ ErrorEquals: ['SlotUnhealthy'], Next: 'Failed' }] }),
      'VerifyHealth: SlotUnhealthy is not an error of its contract',
    ],
    [
      'an error that means not yet and is not retried',
      withState('VerifyHealth', retrying('Throttled')),
      'VerifyHealth: SlotNotHealthy means not yet, but is not retried',
    ],
    [
      'an error that means never and is retried',
      withState('VerifyHealth', retrying('RolloutFailed')),
      'VerifyHealth: RolloutFailed means never, but is retried',
    ],
    [
      'a state that gives up when AWS says to slow down',
      withState('VerifyHealth', retrying('SlotNotHealthy', 'Unavailable')),
      'VerifyHealth: Throttled is not retried',
    ],
    [
      'a contract with another name than its file',
      withContract({ name: 'check-health' }),
      'verify-health.contract.ts: its contract is named check-health',
    ],
    [
      'a contract of another machine',
      withContract({ machine: 'rollback' }),
      'verify-health.contract.ts: its contract says that it belongs to rollback',
    ],
    [
      'a contract that no state calls',
      { ...goodMachine, definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } } },
      'verify-health.contract.ts: no state calls it',
    ],
    [
      'a contract without a step',
      { ...goodMachine, steps: [] },
      'verify-health.contract.ts: there is no verify-health.step.ts',
    ],
    [
      'a file that is neither',
      { ...goodMachine, steps: [...goodMachine.steps, 'helpers.ts'] },
      'helpers.ts: is no step with a contract',
    ],
  ];

  it.each(broken)('finds %s', (_, machine, fault) => {
    expect(conformanceFaults(machine, machines)).toContain(fault);
  });

  it('looks into branches and loops', () => {
    const inner = goodMachine.definition;
    const nested: Machine = {
      ...goodMachine,
      contracts: {},
      steps: [],
      definition: { StartAt: 'Both', States: { Both: { Type: 'Parallel', Branches: [inner] } } },
    };
    expect(conformanceFaults(nested, machines)).toContain(
      'VerifyHealth: there is no functions/steps/deployment/verify-health.contract.ts',
    );
  });
});
