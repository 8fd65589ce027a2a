import {
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  type DescribeExecutionOutput,
} from '@aws-sdk/client-sfn';
import { beforeAll, expect } from 'vitest';
import { deploy, nodeFunction, ref, stateMachine, type Resource } from './stack.ts';
import { eventually, type ClientSettings } from './support.ts';

const THROWING = `
class ConflictError extends Error { constructor(m) { super(m); this.name = 'ConflictError'; } }
let calls = 0;
exports.handler = async (event) => {
  calls += 1;
  if (event.exit) process.exit(3);
  if (event.sleep) await new Promise((done) => setTimeout(done, event.sleep));
  if (event.throw) throw new ConflictError('it is taken');
  return { calls, keys: Object.keys(process.env).sort(), node: process.version, declared: process.env.LOG_LEVEL };
};`;

/** A state that runs the function and, if it fails, succeeds with the error. */
export const callFunction = (payload: unknown, more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'throwing', Payload: payload },
  Output: '{% $states.result.Payload %}',
  End: true,
  ...more,
});
/** A state that runs the function and waits for a token that the function never answers. */
export const callWithToken = (payload: unknown, more: Record<string, unknown> = {}) =>
  callFunction(payload, {
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    TimeoutSeconds: 600,
    Output: 'never',
    ...more,
  });

/** Passes the error to the state named Caught. */
export const catching = (errors: string[]) => ({
  Catch: [{ ErrorEquals: errors, Output: '{% $states.errorOutput %}', Next: 'Caught' }],
});
export const caught = { Caught: { Type: 'Succeed' } };

/** A machine that begins with this state. */
export const one = (state: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
  StartAt: 'One',
  States: { One: state, ...more },
});
export const wait = (seconds: number) => ({ Type: 'Wait', Seconds: seconds, End: true });

export interface Ended extends DescribeExecutionOutput {
  readonly value: unknown;
  readonly seconds: number;
}

/** The machines of a test file, by their names, beside the function that their states call. */
export class Machines {
  readonly #cloud: { settings(): ClientSettings };
  #arns: Record<string, string> = {};

  constructor(cloud: { settings(): ClientSettings }, definitions: Record<string, Record<string, unknown>>) {
    this.#cloud = cloud;
    beforeAll(() => this.#deploy(definitions));
  }

  get client() {
    return new SFNClient(this.#cloud.settings());
  }

  arn(machine: string): string {
    return this.#arns[machine] ?? '';
  }

  async start(machine: string, input: unknown = {}, name?: string): Promise<string> {
    const request = { stateMachineArn: this.arn(machine), input: JSON.stringify(input), ...(name ? { name } : {}) };
    return (await this.client.send(new StartExecutionCommand(request))).executionArn ?? '';
  }

  describe(executionArn: string) {
    return this.client.send(new DescribeExecutionCommand({ executionArn }));
  }

  async ended(execution: string): Promise<Ended> {
    const found = await eventually(
      () => this.describe(execution),
      ({ status }) => status !== 'RUNNING',
    );
    const seconds = ((found.stopDate?.getTime() ?? 0) - (found.startDate?.getTime() ?? 0)) / 1000;
    return { ...found, value: found.output ? JSON.parse(found.output) : undefined, seconds };
  }

  async run(machine: string, input: unknown = {}): Promise<Ended> {
    return this.ended(await this.start(machine, input));
  }

  async #deploy(definitions: Record<string, Record<string, unknown>>): Promise<void> {
    const id = (name: string) => name.replaceAll('-', '');
    const names = Object.keys(definitions);
    const rows = Object.entries(definitions).map(([name, definition]): [string, Resource] => [
      id(name),
      stateMachine(definition, { StateMachineName: name }),
    ]);
    const environment = { Environment: { Variables: { LOG_LEVEL: 'INFO' } } };
    const throwing = nodeFunction(THROWING, { FunctionName: 'throwing', Timeout: 30, ...environment });
    const stack = await deploy(this.#cloud.settings(), 'machines', {
      Resources: { Throwing: throwing, ...Object.fromEntries(rows) },
      Outputs: Object.fromEntries(names.map((name) => [id(name), { Value: ref(id(name)) }])),
    });
    expect(stack.reasons).toEqual([]);
    this.#arns = Object.fromEntries(names.map((name) => [name, stack.outputs[id(name)] ?? '']));
  }
}
