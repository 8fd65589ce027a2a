import { ServiceNotFoundException, type ECSClient, type Service } from '@aws-sdk/client-ecs';
import type { ElasticLoadBalancingV2Client, Rule } from '@aws-sdk/client-elastic-load-balancing-v2';

type Input = Record<string, ReturnType<typeof JSON.parse>>;
type Answers = Readonly<Record<string, (input: Input) => unknown>>;

/** The part of an account that holds release state: one listener and one cluster, which answer as AWS does. */
export class Account {
  readonly rules: Rule[] = [];
  readonly services = new Map<string, Service>();
  /** Calls that changed something, by name. */
  readonly changes: string[] = [];
  /** ECS services whose tasks were replaced. */
  readonly replaced: string[] = [];
  /** The next call of this name fails before it has an effect. */
  failing: string | undefined;
  /** How many calls there were. */
  calls = 0;
  /** The function dies at the call of this number: before it has an effect, or after. */
  death: { readonly call: number; readonly effect: 'before' | 'after' } | undefined;

  readonly ecs: ECSClient = this.#client({
    DescribeServicesCommand: ({ services }) => ({
      services: (services as string[]).flatMap((name) => this.services.get(name) ?? []),
    }),
    CreateServiceCommand: (input) => this.#createService(input),
    UpdateServiceCommand: ({ cluster: _, service, forceNewDeployment, ...more }) => {
      if (forceNewDeployment === true) this.replaced.push(service);
      this.services.set(service, { ...this.services.get(service), ...more });
    },
    DeleteServiceCommand: ({ service }) => {
      const found = this.services.get(service);
      if (found?.status !== 'ACTIVE') throw new ServiceNotFoundException({ message: service, $metadata: {} });
      this.services.set(service, { ...found, status: 'DRAINING' });
    },
  });

  readonly loadBalancing: ElasticLoadBalancingV2Client = this.#client({
    DescribeRulesCommand: () => ({ Rules: structuredClone(this.rules) }),
    CreateRuleCommand: ({ ListenerArn, ...rule }) => {
      this.rules.push({
        ...rule,
        Priority: String(rule['Priority']),
        RuleArn: `${ListenerArn}/rule-${this.rules.length}`,
      });
      return { Rules: [this.rules.at(-1)] };
    },
    ModifyRuleCommand: ({ RuleArn, ...more }) => {
      Object.assign(this.#rule(RuleArn), more);
    },
    SetRulePrioritiesCommand: ({ RulePriorities }) => {
      for (const { RuleArn, Priority } of RulePriorities) this.#rule(RuleArn).Priority = String(Priority);
    },
    DeleteRuleCommand: ({ RuleArn }) => {
      this.rules.splice(this.rules.indexOf(this.#rule(RuleArn)), 1);
    },
  });

  /** What users get: the weight of each target group. */
  get weights(): Readonly<Record<string, number>> {
    const groups = this.rules.flatMap(({ Actions }) => Actions?.[0]?.ForwardConfig?.TargetGroups ?? []);
    return Object.fromEntries(groups.map(({ TargetGroupArn, Weight }) => [TargetGroupArn ?? '', Weight ?? 0]));
  }

  /** Sets traffic and tasks of a release, as a machine does. */
  run(tasks: Readonly<Record<string, number>>, weights: Readonly<Record<string, number>>): void {
    for (const [name, desiredCount] of Object.entries(tasks)) {
      const service = {
        ...this.services.get(name),
        desiredCount,
        runningCount: desiredCount,
        taskDefinition: 'release:7',
      };
      this.services.set(name, service);
    }
    for (const group of this.rules[0]?.Actions?.[0]?.ForwardConfig?.TargetGroups ?? [])
      group.Weight = weights[group.TargetGroupArn ?? ''];
  }

  rollOut(name: string, rolloutState: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED', rolloutStateReason?: string): void {
    const deployment = { status: 'PRIMARY', rolloutState, ...(rolloutStateReason && { rolloutStateReason }) };
    this.services.set(name, { ...this.services.get(name), deployments: [deployment] });
  }

  #createService({ serviceName, ...input }: Input): void {
    const serviceArn = `arn:aws:ecs:us-east-1:123456789012:service/sluice-test/${serviceName}`;
    this.services.set(serviceName, { ...input, serviceName, serviceArn, status: 'ACTIVE', runningCount: 0 });
  }

  #rule(arn: string): Rule {
    return this.rules.find(({ RuleArn }) => RuleArn === arn)!;
  }

  #client(answers: Answers): never {
    const send = async (command: { readonly input: Input }) => {
      const name = command.constructor.name;
      if (this.failing === name) {
        this.failing = undefined;
        throw new Error(`${name} fails`);
      }
      const death = this.death?.call === ++this.calls ? this.death : undefined;
      if (death?.effect === 'before') throw new Error('killed');
      if (!name.startsWith('Describe')) this.changes.push(name.replace('Command', ''));
      const answer = structuredClone(answers[name]!(command.input) ?? {});
      if (death !== undefined) throw new Error('killed');
      return answer;
    };
    return { send } as never;
  }
}
