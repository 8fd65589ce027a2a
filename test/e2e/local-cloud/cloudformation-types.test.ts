import { CloudFormationClient, DeleteStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import { ANY_ROLE, attribute, deploy, ref } from './stack.ts';
import { eventually, localCloud } from './support.ts';

const cloud = localCloud();

describe('a type that the emulator does not know', () => {
  test('is created where its API exists', async () => {
    const alarm = {
      Namespace: 'N',
      MetricName: 'M',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      Statistic: 'Sum',
      ComparisonOperator: 'GreaterThanThreshold',
    };
    const stack = await deploy(cloud.settings(), 'real', {
      Resources: {
        Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { ...alarm, AlarmName: 'child' } },
        Composite: {
          Type: 'AWS::CloudWatch::CompositeAlarm',
          DependsOn: ['Alarm'],
          Properties: { AlarmName: 'composite', AlarmRule: 'ALARM("child")' },
        },
        Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'bus' } },
        Archive: { Type: 'AWS::Events::Archive', Properties: { SourceArn: attribute('Bus', 'Arn'), RetentionDays: 1 } },
        Policy: {
          Type: 'AWS::Events::EventBusPolicy',
          Properties: {
            EventBusName: ref('Bus'),
            StatementId: 's',
            Statement: { Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: '*' },
          },
        },
        Machine: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            RoleArn: ANY_ROLE,
            DefinitionString: '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}',
          },
        },
        Version: { Type: 'AWS::StepFunctions::StateMachineVersion', Properties: { StateMachineArn: ref('Machine') } },
        Alias: {
          Type: 'AWS::StepFunctions::StateMachineAlias',
          Properties: { Name: 'live', RoutingConfiguration: [{ StateMachineVersionArn: ref('Version'), Weight: 100 }] },
        },
        Cluster: { Type: 'AWS::ECS::Cluster' },
        Providers: {
          Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
          Properties: { Cluster: ref('Cluster'), CapacityProviders: ['FARGATE'], DefaultCapacityProviderStrategy: [] },
        },
        Vault: { Type: 'AWS::Backup::BackupVault', Properties: { BackupVaultName: 'vault' } },
        Plan: {
          Type: 'AWS::Backup::BackupPlan',
          Properties: {
            BackupPlan: {
              BackupPlanName: 'plan',
              BackupPlanRule: [{ RuleName: 'r', TargetBackupVault: ref('Vault') }],
            },
          },
        },
        Selection: {
          Type: 'AWS::Backup::BackupSelection',
          Properties: {
            BackupPlanId: ref('Plan'),
            BackupSelection: { SelectionName: 's', IamRoleArn: ANY_ROLE, Resources: ['*'] },
          },
        },
        Database: {
          Type: 'AWS::RDS::GlobalCluster',
          Properties: { GlobalClusterIdentifier: 'global', Engine: 'aurora-postgresql', EngineVersion: '16.4' },
        },
      },
      Outputs: { Alias: { Value: ref('Alias') } },
    });
    expect(stack.reasons).toEqual([]);
    expect(stack.outputs['Alias']).toMatch(/:live$/);
    const client = new CloudWatchClient(cloud.settings());
    const described = await client.send(
      new DescribeAlarmsCommand({ AlarmNames: ['composite'], AlarmTypes: ['CompositeAlarm'] }),
    );
    expect(described.CompositeAlarms?.[0]?.AlarmRule).toBe('ALARM("child")');
    expect((await remove('real')).endsWith('DELETE_COMPLETE')).toBe(true);
  });

  test('is accepted where nothing depends on it', async () => {
    const stack = await deploy(cloud.settings(), 'stubs', {
      Resources: {
        Budget: { Type: 'AWS::Budgets::Budget', Properties: { Budget: { BudgetName: 'b' } } },
        Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: 'vpc-1' } },
        Query: { Type: 'AWS::Logs::QueryDefinition', Properties: { Name: 'q', QueryString: 'fields @message' } },
      },
      Outputs: { Query: { Value: ref('Query') }, Acl: { Value: attribute('Acl', 'Id') } },
    });
    expect(stack.status).toBe('CREATE_COMPLETE');
    expect(stack.outputs['Query']).toMatch(/^[0-9a-f-]{36}$/);
    expect(stack.outputs['Acl']).toMatch(/^acl-[0-9a-f]{17}$/);
  });

  test('fails the template otherwise', async () => {
    const unknown = { Resources: { Any: { Type: 'AWS::Nowhere::Thing' } } };
    await expect(deploy(cloud.settings(), 'unknown', unknown)).rejects.toThrow(/AWS::Nowhere::Thing/);
  });
});

async function remove(name: string): Promise<string> {
  const client = new CloudFormationClient(cloud.settings());
  const stack = await client.send(new DescribeStacksCommand({ StackName: name }));
  const id = stack.Stacks?.[0]?.StackId ?? '';
  await client.send(new DeleteStackCommand({ StackName: name }));
  const status = async () =>
    (await client.send(new DescribeStacksCommand({ StackName: id }))).Stacks?.[0]?.StackStatus ?? '';
  return eventually(status, (found) => /DELETE_(COMPLETE|FAILED)/.test(found));
}
