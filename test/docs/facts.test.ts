import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentPresets } from '#config/resolve/environment-presets.ts';
import { eventTypes } from '#domain/ledger/deployment-events.ts';
import { approvals, sayings } from '#domain/ledger/wait.ts';
import { stages } from '#domain/deployment/stages.ts';
import { scalingSteps, tooLarge, tooSmall } from '#constructs/slots/scaling-figures.ts';
import { allScenarios } from '#rehearsal/scenarios/all.ts';
import { DeploymentRequestSchema } from '#wire/deployment-request.ts';
import { FailoverRequestSchema } from '#wire/failover-request.ts';
import { strategyPresets } from '#wire/strategy-presets.ts';
import { machineNames, statemachines } from '../statemachines/machines.ts';

const page = (name: string) => readFileSync(join(resolve(import.meta.dirname, '../../docs'), `${name}.md`), 'utf8');

/** The cells of every row of every table of a page. */
const rowsOf = (name: string): readonly (readonly string[])[] =>
  page(name)
    .split('\n')
    .filter((line) => line.trimStart().startsWith('|'))
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );

const firstCellsOf = (name: string) => rowsOf(name).map(([first = '']) => first.replaceAll('`', ''));

describe('the pages say of the code what is true', () => {
  it.each(Object.values(strategyPresets))('the preset $name', (preset) => {
    const [, steps = '', limits = ''] = rowsOf('strategies').find(([first]) => first === `\`${preset.name}\``) ?? [];
    const weights = Array.from(steps.matchAll(/\d+(?=(?:, \d+)* %)/g), ([weight]) => Number(weight));
    expect(weights).toEqual(preset.steps.map(({ weight }) => weight));
    if (!('limits' in preset)) return;
    expect(limits).toContain(`errors below ${preset.limits.errorRate * 100} %`);
    const milliseconds = preset.limits.p99Milliseconds;
    expect(limits).toContain(`p99 below ${milliseconds >= 1000 ? `${milliseconds / 1000} s` : `${milliseconds} ms`}`);
  });

  it('the defaults of the environments', () => {
    const rows = rowsOf('configuration');
    const cells = (first: string) => rows.find(([cell]) => cell === first)?.slice(1) ?? [];
    const presets = Object.values(environmentPresets);
    const each = (first: string, words: readonly string[]) =>
      words.forEach((word, index) => {
        expect(cells(first)[index], first).toContain(word);
      });
    each(
      'tasks of each service',
      presets.map(({ tasks }) => `${tasks.min} to ${tasks.max}`),
    );
    each(
      'strategy',
      presets.map(({ strategy }) => strategy),
    );
    each(
      'approval by a second person',
      presets.map(({ approvalRequired }) => (approvalRequired ? 'yes' : 'no')),
    );
    each(
      'backups',
      presets.map(({ backups }) => (backups ? 'every hour' : 'no')),
    );
    each(
      'HTTPS required',
      presets.map(({ plainHttp }) => (plainHttp ? 'no' : 'yes')),
    );
    each(
      'Fargate Spot',
      presets.map(({ spot }) => `${spot} %`),
    );
    each(
      'image findings that stop deployments',
      presets.map(({ refuse }) => refuse.replace('nothing', 'none')),
    );
  });

  it('the figures of scaling', () => {
    const text = page('configuration').replaceAll(/\s+/g, ' ');
    const { cpu, memory, 'response-time': time } = tooSmall;
    expect(text).toContain(`CPU is above ${cpu.above} % for ${cpu.minutes} minutes`);
    expect(text).toContain(`memory is above ${memory.above} % for ${memory.minutes} minutes`);
    expect(text).toContain(`more than ${time.above} s on average for ${time.minutes} minutes`);
    expect(text).toContain(`CPU is below ${tooLarge.cpu} %, memory below ${tooLarge.memory} %`);
    expect(text).toContain(`below ${tooLarge.meanSeconds} s, all for ${tooLarge.minutes} minutes`);
    expect(text).toContain(`it waits ${scalingSteps.out.cooldownSeconds / 60} minutes before it grows again`);
    expect(text).toContain(`after it has shrunk, it waits ${scalingSteps.in.cooldownSeconds / 60} minutes`);
  });

  it('the fields of a request, what people may say, and the events', () => {
    const named = firstCellsOf('operations');
    expect(named).toEqual(expect.arrayContaining(Object.keys(DeploymentRequestSchema.shape)));
    expect(named).toEqual(expect.arrayContaining([...sayings, ...eventTypes, 'Sluice Failover']));
    for (const word of approvals) expect(page('operations')).toContain(`"say": "${word}"`);
  });

  it('the inputs of the failover machine that people may give', () => {
    const modes = FailoverRequestSchema.options.map(({ shape }) => shape.mode.value);
    const byMachines = ['automatic', 'resume'];
    for (const mode of modes.filter((one) => !byMachines.includes(one)))
      expect(page('failover')).toContain(`{ "mode": "${mode}"`);
  });

  it('the scenarios of the failover', () => {
    const last = rowsOf('failover').flatMap((cells) => (cells.length === 3 ? [cells.at(-1) ?? ''] : []));
    const scenarios = last.flatMap((cell) => Array.from(cell.matchAll(/`([a-z-]+)`/g), ([, name]) => name));
    expect(scenarios.length).toBeGreaterThan(10);
    expect(allScenarios.map(({ name }) => name)).toEqual(expect.arrayContaining(scenarios));
  });

  it('the machines and the eight stages', () => {
    const staged = rowsOf('architecture').map(([, state = '']) => state);
    expect(firstCellsOf('architecture')).toEqual(expect.arrayContaining(machineNames()));
    expect(staged.filter((state) => stages.some((stage) => state === `\`${stage}\``))).toEqual(
      stages.map((stage) => `\`${stage}\``),
    );
  });

  it('how long the machines may take', () => {
    expect(page('runbook')).toContain('took longer than three days');
    expect(hoursOf('deployment')).toBe(3 * 24);
    expect(page('runbook')).toContain(`took longer than ${hoursOf('traffic-shift')} hours`);
    expect(page('runbook')).toContain(`took longer than ${hoursOf('rollback') * 60} minutes`);
    expect(page('runbook')).toContain(`took longer than ${hoursOf('hook') * 60} minutes`);
    expect(page('runbook')).toContain('ran for two hours');
    expect(hoursOf('failover')).toBe(2);
  });
});

function hoursOf(machine: string): number {
  const definition = readFileSync(join(statemachines, `${machine}.asl.json`), 'utf8');
  return (JSON.parse(definition) as { TimeoutSeconds: number }).TimeoutSeconds / 3600;
}
