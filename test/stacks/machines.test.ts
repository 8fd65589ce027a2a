import { beforeAll, describe, expect, it } from 'vitest';
import { exampleTemplates } from './support/example-templates.ts';
import { permissionsIn } from './support/statements.ts';
import { type Found, resourcesIn, type StackTemplate } from './support/templates.ts';

let templates: readonly StackTemplate[];
let machines: readonly Found[];
beforeAll(async () => {
  templates = await exampleTemplates();
  machines = resourcesIn(templates, 'AWS::StepFunctions::StateMachine').filter(({ stack }) =>
    /orchestration|watch/.test(stack),
  );
}, 120_000);

/** Whatever the definition's placeholders stand for. */
const named = ({ Properties }: Found): readonly string[] =>
  Object.values(Properties['DefinitionSubstitutions'] as object).map((value) => JSON.stringify(value));

const allowed = (machine: Found, action: string): readonly string[] => {
  const role = (machine.Properties['RoleArn'] as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
  return permissionsIn(templates)
    .filter((permission) => permission.stack === machine.stack && permission.role === role)
    .filter(({ actions }) => actions.includes(action))
    .flatMap(({ resources }) => resources);
};

describe('every machine', () => {
  it('exists in every environment and region', () => {
    const names = machines.map(({ Properties }) => Properties['StateMachineName'] as string);
    expect(new Set(names.map((name) => name.replace(/^sluice-[a-z]+-/, '')))).toEqual(
      new Set(['deployment', 'traffic-shift', 'hook', 'rollback', 'guardian', 'intervention']),
    );
    expect(names).toHaveLength(6 * 4);
  });

  it('logs all that happens, with its data, and is traced', () => {
    for (const { Properties } of machines) {
      expect(Properties['LoggingConfiguration']).toMatchObject({ Level: 'ALL', IncludeExecutionData: true });
      expect(Properties['TracingConfiguration']).toEqual({ Enabled: true });
    }
  });

  it('ends by itself, whatever happens', () => {
    for (const { Properties, id } of machines) {
      const { TimeoutSeconds } = JSON.parse(Properties['DefinitionString'] as string) as { TimeoutSeconds?: number };
      expect(TimeoutSeconds, id).toBeGreaterThan(0);
    }
  });

  it('may invoke exactly the functions and start exactly the machines that its definition names', () => {
    for (const machine of machines) {
      const may = [...allowed(machine, 'lambda:InvokeFunction'), ...allowed(machine, 'states:StartExecution')];
      expect(may.toSorted(), machine.id).toEqual(named(machine).toSorted());
    }
  });
});
