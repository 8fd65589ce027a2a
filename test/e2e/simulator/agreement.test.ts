import {
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { beforeAll, describe, expect, it } from 'vitest';
import { children, CONFLICT, readShared, sharedCases } from '../../simulator/definitions/cases.ts';
import { deploy, nodeFunction, ref, stateMachine } from '../local-cloud/stack.ts';
import { eventually, localCloud } from '../local-cloud/support.ts';

const cloud = localCloud({ clockSpeed: 10 });

const arnOf = (machine: string) => `arn:aws:states:us-east-1:123456789012:stateMachine:${machine}`;

const names = {
  Echo: 'echo',
  Conflict: 'conflict',
  Child: arnOf(children.Child),
  FailingChild: arnOf(children.FailingChild),
};

const functions = {
  Echo: nodeFunction('exports.handler = async (event) => event;', { FunctionName: names.Echo }),
  Conflict: nodeFunction(
    `exports.handler = async () => { throw Object.assign(new Error('${CONFLICT.message}'), { name: '${CONFLICT.name}' }); };`,
    { FunctionName: names.Conflict },
  ),
};

/** The interpreter's cases, run by another implementation of the same language. We rely on what both agree on. */
describe('the local cloud and the simulator agree', () => {
  let client: SFNClient;

  beforeAll(async () => {
    client = new SFNClient(cloud.settings());
    const definitions = [...new Set(sharedCases.map(({ definition }) => definition))];
    const machines = definitions.map((name, i) => [
      `Machine${i}`,
      stateMachine(readShared(name, names), { StateMachineName: name }),
    ]);
    const outputs = { Any: { Value: ref('Machine0') } };
    const { status, reasons } = await deploy(cloud.settings(), 'shared', {
      Resources: { ...functions, ...Object.fromEntries(machines) },
      Outputs: outputs,
    });
    expect({ status, reasons }).toMatchObject({ status: 'CREATE_COMPLETE' });
  });

  it.each(sharedCases)('on $definition with $input, which ends $ends.status', async ({ definition, input, ends }) => {
    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn: arnOf(definition), input: JSON.stringify(input) }),
    );
    const ended = await eventually(
      () => client.send(new DescribeExecutionCommand({ executionArn })),
      ({ status }) => status !== 'RUNNING',
      20_000,
    );
    expect(endingOf(ended)).toMatchObject(ends);
  });
});

const endingOf = ({ status, output, error, cause }: DescribeExecutionCommandOutput): object => ({
  status,
  error,
  cause,
  ...(status === 'SUCCEEDED' ? { output: JSON.parse(output ?? 'null') as unknown } : {}),
});
