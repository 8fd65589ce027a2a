import { EcsAlbSlotOwner } from '#adapters/compute/ecs-alb-slot-owner.ts';
import type { LockHolder } from '#domain/ledger/lock-holder.ts';
import { answer, answerRemoval, isAnswered } from '#resources/service-slots.resource.ts';
import { Account } from './account.ts';

const properties = {
  service: 'api',
  cluster: 'sluice-test',
  // CloudFormation sends every number as text.
  traffic: {
    kind: 'alb',
    listener: 'listener',
    route: { path: '/*', priority: '100' },
    targetGroups: { blue: 'group-blue', green: 'group-green' },
    port: '3000',
  },
  slots: { blue: { ecsService: 'api-blue' }, green: { ecsService: 'api-green' } },
  template: 'sluice-test-api:1',
  container: 'app',
  subnets: ['subnet-a', 'subnet-b'],
  securityGroup: 'sg-1',
  spot: '40',
  startSeconds: '120',
};

const worker = {
  service: 'generation',
  cluster: 'sluice-test',
  traffic: { kind: 'worker' },
  slots: { blue: { ecsService: 'generation-blue' }, green: { ecsService: 'generation-green' } },
  template: 'sluice-test-generation:1',
  container: 'app',
  subnets: ['subnet-a', 'subnet-b'],
  securityGroup: 'sg-1',
  spot: '40',
  startSeconds: '0',
};

type Properties = Partial<Record<keyof typeof properties | 'most' | 'ledger', unknown>> & { readonly traffic?: object };

/** CloudFormation's requests about the slots of one service. */
export const ask = (account: Account) => {
  const owner = new EcsAlbSlotOwner(account.ecs, account.loadBalancing);
  const event = (RequestType: 'Create' | 'Update' | 'Delete', more: Properties = {}) =>
    ({
      RequestType,
      ResourceProperties: { ...properties, ...more, traffic: { ...properties.traffic, ...more.traffic } },
    }) as const;
  return {
    create: (more?: Properties) => answer(event('Create', more), owner),
    update: (more?: Properties) => answer(event('Update', more), owner),
    remove: () => answer(event('Delete'), owner),
    /** The first resource that CloudFormation removes. */
    mayGo: (holder?: LockHolder) =>
      answerRemoval(event('Delete', { ledger: 'sluice-test-ledger' }), {
        owner,
        lockIn: () => ({ holder: async () => holder }),
        now: () => new Date('2026-01-01T12:00:00Z'),
      }),
    isSettled: async (Replaced: readonly string[]) =>
      (await isAnswered({ ...event('Update'), Replaced }, owner)).IsComplete,
    isGone: async () => (await isAnswered(event('Delete'), owner)).IsComplete,
  };
};

/** The same about those of a worker. */
export const askOfWorker = (account: Account) => {
  const owner = new EcsAlbSlotOwner(account.ecs, account.loadBalancing);
  const event = (RequestType: 'Create' | 'Update' | 'Delete', more: object = {}) =>
    ({ RequestType, ResourceProperties: { ...worker, ...more } }) as const;
  return {
    create: () => answer(event('Create'), owner),
    update: (more: object) => answer(event('Update', more), owner),
    remove: () => answer(event('Delete'), owner),
    isGone: async () => (await isAnswered(event('Delete'), owner)).IsComplete,
  };
};

/** In the middle of a canary: green is live, blue is the release. */
export async function duringCanary(): Promise<Account> {
  const account = new Account();
  await ask(account).create();
  account.run({ 'api-blue': 3, 'api-green': 3 }, { 'group-blue': 25, 'group-green': 75 });
  account.changes.length = 0;
  return account;
}

export async function withGreenLive(): Promise<Account> {
  const account = await duringCanary();
  account.run({ 'api-blue': 0 }, { 'group-blue': 0, 'group-green': 100 });
  account.calls = 0;
  return account;
}

export const stateOf = (account: Account) => structuredClone({ services: account.services, rules: account.rules });
