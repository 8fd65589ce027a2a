import { eventTypes } from '#domain/ledger/deployment-events.ts';

/** The part of EventBridge's event patterns that our rules use. */
export interface EventPattern {
  readonly source?: readonly Matcher[];
  readonly 'detail-type': readonly Matcher[];
  readonly region?: readonly Matcher[];
  readonly detail?: PatternFields;
}

export interface PatternFields {
  readonly [field: string]: readonly Matcher[] | PatternFields;
}

export type Matcher = string | { readonly prefix: string } | { readonly suffix: string };

/** What only the account knows: names and ARNs that patterns refer to. */
export interface Place {
  readonly environment: string;
  readonly cluster: string;
  readonly primaryRegion: string;
  machineArn(machine: string): string;
}

/** An EventBridge rule that starts a machine or a watcher. Stacks deploy it, and the simulator evaluates it. */
export interface Trigger {
  /** The name of the rule, after the environment's. */
  readonly rule: string;
  readonly description: string;
  /** A machine by its name, or a watcher by the name of its contract. */
  readonly starts: { readonly machine: string } | { readonly watcher: string };
  /** The rule runs every minute when it has no pattern. */
  readonly pattern?: (place: Place) => EventPattern;
  /** Replaces the event. A value that begins with `$.` is a path into the event. */
  readonly input?: TriggerInput;
}

export interface TriggerInput {
  readonly [field: string]: string | TriggerInput;
}

export const executionStatusChange = 'Step Functions Execution Status Change';
const alarmStateChange = 'CloudWatch Alarm State Change';

/** The guardian does not watch itself. */
export const guardedMachines = ['deployment', 'traffic-shift', 'rollback'] as const;

export const triggers = {
  deploymentRequested: {
    rule: 'deployment-requested',
    description: 'Starts a deployment for each request on the bus',
    starts: { machine: 'deployment' },
    pattern: () => ({ 'detail-type': ['Deployment Requested'] }),
  },
  ended: {
    rule: 'ended',
    description:
      'A deployment, shift or rollback ended: the guardian may have to roll back, or to dispatch the next in the queue',
    starts: { machine: 'guardian' },
    pattern: ({ machineArn }: Pick<Place, 'machineArn'>) => ({
      source: ['aws.states'],
      'detail-type': [executionStatusChange],
      detail: {
        status: ['SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'],
        stateMachineArn: guardedMachines.map(machineArn),
      },
    }),
  },
  guardianEveryMinute: {
    rule: 'guardian-every-minute',
    description: 'An event may be lost: look every minute too',
    starts: { machine: 'guardian' },
  },
  lookAtBakes: {
    rule: 'look-at-bakes',
    description: 'Judges every version that bakes, each minute',
    starts: { watcher: 'look-at-bakes' },
  },
  alarmFired: {
    rule: 'alarm-rang',
    description: 'An alarm of this environment went into ALARM: end the bake that it is about',
    starts: { watcher: 'interrupt-bake' },
    pattern: ({ environment }: Pick<Place, 'environment'>) => ({
      source: ['aws.cloudwatch'],
      'detail-type': [alarmStateChange],
      detail: { alarmName: [{ prefix: `sluice-${environment}-` }], state: { value: ['ALARM'] } },
    }),
  },
  taskStopped: {
    rule: 'task-stopped',
    description:
      'A task of this environment stopped: end the bake if its slot cannot carry its share any more, or keeps losing tasks',
    starts: { watcher: 'interrupt-bake' },
    pattern: ({ cluster }: Pick<Place, 'cluster'>) => ({
      source: ['aws.ecs'],
      'detail-type': ['ECS Task State Change'],
      detail: { clusterArn: [{ suffix: `cluster/${cluster}` }], lastStatus: ['STOPPED'] },
    }),
  },
  primaryDeploys: {
    rule: 'primary-deploys',
    description: 'A deployment of the primary region goes on or has ended: remember it',
    starts: { watcher: 'mirror-deployment' },
    pattern: ({ primaryRegion }: Pick<Place, 'primaryRegion'>) => ({
      source: ['sluice'],
      'detail-type': [...eventTypes],
      region: [primaryRegion],
    }),
  },
  monitorEveryMinute: {
    rule: 'primary-monitor-every-minute',
    description: 'Looks at the primary region for a minute',
    starts: { machine: 'primary-monitor' },
    input: {},
  },
  primaryAlarmed: {
    rule: 'primary-alarmed',
    description: 'An alarm of the primary region changed: remember it, and look',
    starts: { machine: 'primary-monitor' },
    pattern: ({ primaryRegion }: Pick<Place, 'primaryRegion'>) => ({
      source: ['aws.cloudwatch'],
      'detail-type': [alarmStateChange],
      region: [primaryRegion],
    }),
    input: { alarm: { name: '$.detail.alarmName', state: '$.detail.state.value', at: '$.time' } },
  },
} as const satisfies Record<string, Trigger>;
