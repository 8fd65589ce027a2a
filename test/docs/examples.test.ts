import { describe, expect, it } from 'vitest';
import { examplesIn, examplesOfPages } from './examples/blocks.ts';
import { faultsOfExample } from './examples/faults.ts';
import { commandsIn } from './examples/shell.ts';

const faultsIn = async (page: string): Promise<readonly string[]> =>
  (await Promise.all(examplesIn('page.md', page).map(faultsOfExample))).flat();

const block = (kind: string, text: string) => `\`\`\`${kind}\n${text}\n\`\`\`\n`;

describe('the pages', () => {
  it('show only configurations, commands and inputs that work', { timeout: 60_000 }, async () => {
    const examples = examplesOfPages();
    expect(examples.filter(({ kind }) => kind?.startsWith('ts')).length).toBeGreaterThan(20);
    expect(examples.filter(({ kind }) => kind === 'sh').length).toBeGreaterThan(20);
    expect(examples.filter(({ kind }) => kind?.startsWith('json')).length).toBeGreaterThan(10);
    const faults = [];
    for (const example of examples) faults.push(...(await faultsOfExample(example)));
    expect(faults).toEqual([]);
  });
});

describe('an example', () => {
  it.each([
    [
      'a whole configuration that does not type-check',
      block('ts config', 'const x: number = "one"; export default x;'),
      'not assignable',
    ],
    [
      'a whole configuration with a fault',
      block('ts config', 'export default { services: {}, environments: {} };'),
      'in the configuration',
    ],
    ['a field that no environment has', block('ts environment', 'approvals: 2,'), "'approvals' does not exist"],
    [
      'an environment that the loader refuses',
      block('ts environment', "like: 'production', offHours: { zone: 'UTC' },"),
      'offHours',
    ],
    ['a value that no service may have', block('ts service', 'cpu: 300,'), 'cpu'],
    ['a strategy without a last step', block('ts strategy', 'steps: [{ weight: 10 }],'), 'the last step'],
    ['a worker without an image', block('ts sluice', 'workers: { jobs: {} },'), "'image' is missing"],
    [
      'a listener without its security group',
      block('ts network', "listener: { arn: 'arn' },"),
      "'securityGroup' is missing",
    ],
    ['a script that does not exist', block('sh', 'npm run rehears'), 'package.json has no script rehears'],
    [
      'a scenario that does not exist',
      block('sh', 'npm run rehearse -- region-drak'),
      'There is no scenario "region-drak"',
    ],
    ['a flag that a command does not know', block('sh', 'npm run simulate -- --sed 7'), "Unknown option '--sed'"],
    ['a flag that npm would take', block('sh', 'npm run rehearse --list'), 'npm takes --list itself'],
    [
      'a flag that the history does not know',
      'Run `npm run history -- api production --first 3`.',
      'does not know --first',
    ],
    [
      'a preset that does not exist',
      block('sh', 'npm run backtest -- minutes.csv --preset canary'),
      'there is no preset canary',
    ],
    ['a flag that cdk does not know', block('sh', 'npx cdk diff --all'), 'cdk diff does not know --all'],
    ['a command that cdk does not have', block('sh', 'npx cdk ship'), 'there is no command cdk ship'],
    ['a context that the app does not read', block('sh', 'npx cdk deploy -c stage=x'), 'the app does not read stage=x'],
    ['a command of AWS that no rule covers', 'See `aws ecs list-everything`.', 'no rule for aws ecs list-everything'],
    [
      'an event with a request that is wrong',
      block(
        'sh',
        `aws events put-events --entries '[{"EventBusName": "sluice-production", "DetailType": "Deployment Requested", "Detail": "{\\"image\\": \\"v1\\"}"}]'`,
      ),
      'request service',
    ],
    [
      'an execution with an input that its machine refuses',
      block(
        'sh',
        `aws stepfunctions start-execution --state-machine-arn arn:aws:states:us-east-1:123456789012:stateMachine:sluice-production-failover --input '{"mode": "go"}'`,
      ),
      'failover mode',
    ],
    [
      'an execution of a machine that only events start',
      block(
        'sh',
        `aws stepfunctions start-execution --state-machine-arn arn:aws:states:us-east-1:123456789012:stateMachine:sluice-production-hook --input '{}'`,
      ),
      'people start no machine hook',
    ],
    ['a flag of Docker that no rule covers', block('sh', 'docker build --squash .'), 'docker build --squash'],
    ['another program', block('sh', 'terraform apply'), 'no rule for the command terraform'],
    [
      'a request with an unknown field',
      block('json request', '{"service": "api", "image": "v1", "wait": true}'),
      'Unrecognized key',
    ],
    [
      'an intervention with an unknown word',
      block('json intervention', '{"service": "api", "say": "stop", "by": "Ada", "reason": "why"}'),
      'intervention say',
    ],
    ['a failover without a person', block('json failover', '{"mode": "hold", "reason": "why"}'), 'failover by'],
    ['a policy that allows everything else', block('json policy', '{"Statement": []}'), 'policy Version'],
    ['an input in a sentence that no machine takes', 'Say `"force": "yes"`.', 'no machine takes "force": "yes"'],
    ['a block without a kind', block('', 'npm run rehearse'), 'no rule for a block of the kind ""'],
    ['a block of a kind that no rule covers', block('yaml', 'a: 1'), 'no rule for a block of the kind "yaml"'],
  ])('is refused: %s', { timeout: 30_000 }, async (_, page, message) => {
    const faults = await faultsIn(page);
    expect(faults).not.toEqual([]);
    expect(faults.join('\n')).toContain(message);
    expect(faults[0]).toMatch(/^page\.md:1: /);
  });

  it('in a list is read without its indentation', () => {
    expect(examplesIn('page.md', '1. Do:\n\n   ```sh\n   npm ci\n   ```\n')).toEqual([
      { place: 'page.md:3', kind: 'sh', text: 'npm ci\n' },
    ]);
  });
});

describe('a script', () => {
  it('is taken apart as a shell does', () => {
    expect(commandsIn('npm ci && npm test\naws a b --c \'[{\n "d"}]\' | docker login\n')).toEqual([
      ['npm', 'ci'],
      ['npm', 'test'],
      ['aws', 'a', 'b', '--c', '[{\n "d"}]'],
      ['docker', 'login'],
    ]);
  });
});
