import { describe, expect, it } from 'vitest';
import type { DeploymentLock } from '#ports/ledger/deployment-lock.ts';
import type { Ledger } from '#ports/ledger/ledger.ts';
import type { ServiceState } from '#domain/ledger/service-state.ts';
import type { DeploymentQueue } from '#ports/ledger/deployment-queue.ts';
import { anImage } from './examples.ts';

export interface LedgerUnderTest {
  readonly ledger: Ledger;
  readonly lock: DeploymentLock;
  readonly queue: DeploymentQueue;
}

const until = '2026-01-07T09:00:00.000Z';
const outcome = { outcome: 'succeeded', reason: 'all went well', endedAt: '2026-01-05T10:00:00.000Z' } as const;

let services = 0;

/** What a ledger with its lock promises, wherever it is kept. Each test has its own service. */
export function ledgerKeepsItsWord(make: () => LedgerUnderTest): void {
  const fresh = () => ({ ...make(), service: `service-${++services}` });
  const entryOf = (service: string, deploymentId: string, requestId = `${service} ${deploymentId}`) => ({
    deploymentId,
    service,
    requestId,
    startedAt: '2026-01-05T09:00:00.000Z',
    execution: `execution of ${deploymentId}`,
    image: 'v2',
    requestedBy: 'ci',
    reason: 'a release',
  });
  const stateOf = (deploymentId: string): ServiceState => ({
    live: 'blue',
    release: { image: anImage, taskDefinition: 'api:7' },
    deploymentId,
  });

  describe('admission', () => {
    it('gives the service to the first that asks, and tells the second which deployment holds it', async () => {
      const { ledger, lock, service } = fresh();
      expect(await lock.holder(service)).toBeUndefined();
      expect(await ledger.admit(entryOf(service, 'd-1'), until)).toEqual({ kind: 'admitted', fence: 1 });
      const holder = { kind: 'deployment', owner: 'd-1', execution: 'execution of d-1', expiresAt: until, fence: 1 };
      expect(await ledger.admit(entryOf(service, 'd-2'), until)).toEqual({ kind: 'busy', holder });
      expect(await lock.holder(service)).toEqual(holder);
    });

    it('gives the same deployment the same answer again', async () => {
      const { ledger, service } = fresh();
      await ledger.admit(entryOf(service, 'd-1'), until);
      expect(await ledger.admit(entryOf(service, 'd-1'), until)).toEqual({ kind: 'admitted', fence: 1 });
    });

    it('recognizes a request that was acted upon, also when that is over', async () => {
      const { ledger, service } = fresh();
      const requestId = `${service} event-7`;
      await ledger.admit(entryOf(service, 'd-1', requestId), until);
      const duplicate = { kind: 'duplicate', deploymentId: 'd-1' };
      expect(await ledger.admit(entryOf(service, 'd-2', requestId), until)).toEqual(duplicate);
      await ledger.close({ service, deploymentId: 'd-1', fence: 1, outcome });
      expect(await ledger.admit(entryOf(service, 'd-3', requestId), until)).toEqual(duplicate);
    });

    it('admits one of several that ask at the same moment', async () => {
      const { ledger, lock, service } = fresh();
      const asked = ['d-1', 'd-2', 'd-3', 'd-4'].map((id) => ledger.admit(entryOf(service, id), until));
      const answers = await Promise.allSettled(asked);
      const admitted = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.kind === 'admitted');
      expect(admitted).toHaveLength(1);
      expect(await lock.holder(service)).toMatchObject({ fence: 1 });
    });
  });

  describe('turning away', () => {
    const refusal = { outcome: 'refused', reason: 'busy', endedAt: '2026-01-05T09:00:01.000Z' } as const;

    it('leaves the lock to its holder, and the request has been acted upon', async () => {
      const { ledger, lock, service } = fresh();
      await ledger.admit(entryOf(service, 'd-1'), until);
      const requestId = `${service} event-7`;
      await ledger.refuse(entryOf(service, 'd-2', requestId), refusal);
      expect(await lock.holder(service)).toMatchObject({ owner: 'd-1', fence: 1 });
      const duplicate = { kind: 'duplicate', deploymentId: 'd-2' };
      expect(await ledger.admit(entryOf(service, 'd-3', requestId), until)).toEqual(duplicate);
    });

    it('is permanent', async () => {
      const { ledger, service } = fresh();
      await ledger.refuse(entryOf(service, 'd-1'), refusal);
      expect(await ledger.admit(entryOf(service, 'd-1'), until)).toEqual({ kind: 'closed', outcome: refusal });
    });
  });

  describe('the line', () => {
    const outcome = { outcome: 'refused', reason: 'a newer one waits', endedAt: '2026-01-05T09:00:01.000Z' } as const;
    const askedAt = '2026-01-05T09:00:00.000Z';

    it('is empty until a deployment enters it, once', async () => {
      const { queue, service } = fresh();
      expect(await queue.all(service)).toEqual([]);
      await queue.enter(entryOf(service, 'd-1'));
      await queue.reachBy(service, 'd-1', 'a token');
      await queue.enter(entryOf(service, 'd-1'));
      const inQueue = { deploymentId: 'd-1', execution: 'execution of d-1', askedAt, token: 'a token' };
      expect(await queue.all(service)).toEqual([inQueue]);
    });

    it('is entered once by a request that is delivered twice in one moment', async () => {
      const { ledger, queue, service } = fresh();
      const requestId = `${service} event-7`;
      await ledger.admit(entryOf(service, 'd-0'), until);
      const deliveries = ['d-1', 'd-2'].map((id) => queue.enter(entryOf(service, id, requestId)));
      const entered = (await Promise.allSettled(deliveries)).filter(({ status }) => status === 'fulfilled');
      expect(entered).toHaveLength(1);
      const [first] = await queue.all(service);
      expect(await queue.all(service)).toHaveLength(1);
      const duplicate = { kind: 'duplicate', deploymentId: first?.deploymentId };
      expect(await ledger.admit(entryOf(service, 'd-3', requestId), until)).toEqual(duplicate);
      await expect(queue.enter(entryOf(service, 'd-3', requestId))).rejects.toMatchObject({ name: 'Unavailable' });
    });

    it('is left by the deployment that is admitted', async () => {
      const { ledger, queue, service } = fresh();
      await queue.enter(entryOf(service, 'd-1'));
      expect(await ledger.admit(entryOf(service, 'd-1'), until)).toEqual({ kind: 'admitted', fence: 1 });
      expect(await queue.all(service)).toEqual([]);
      expect(await queue.leave(service, { deploymentId: 'd-1' }, outcome)).toBe(false);
      expect(await queue.reachBy(service, 'd-1', 'a token')).toBe(false);
    });

    it('is left with a reason, which closes the entry for good', async () => {
      const { ledger, queue, service } = fresh();
      await queue.enter(entryOf(service, 'd-1'));
      await queue.enter(entryOf(service, 'd-2'));
      expect(await queue.leave(service, { deploymentId: 'd-1' }, outcome)).toBe(true);
      expect(await queue.leave(service, { deploymentId: 'd-1' }, outcome)).toBe(false);
      expect((await queue.all(service)).map(({ deploymentId }) => deploymentId)).toEqual(['d-2']);
      expect(await ledger.admit(entryOf(service, 'd-1'), until)).toEqual({ kind: 'closed', outcome });
    });

    it('is not left by one that has since gained a way to be notified, or another way: it was not notified', async () => {
      const { queue, service } = fresh();
      await queue.enter(entryOf(service, 'd-1'));
      const [seen] = await queue.all(service);
      await queue.reachBy(service, 'd-1', 'a token');
      expect(await queue.leave(service, seen!, outcome)).toBe(false);
      const [reachable] = await queue.all(service);
      await queue.reachBy(service, 'd-1', 'another');
      expect(await queue.leave(service, reachable!, outcome)).toBe(false);
      expect(await queue.leave(service, { ...reachable!, token: 'another' }, outcome)).toBe(true);
    });
  });

  describe('progress', () => {
    it('is kept piece by piece, and is empty for an unknown deployment', async () => {
      const { ledger, service } = fresh();
      const release = { image: anImage, taskDefinition: 'api:7' };
      await ledger.admit(entryOf(service, 'd-1'), until);
      await ledger.keep(service, 'd-1', { release });
      const found = await ledger.progress(service, 'd-1');
      expect([found.plan, found.release]).toEqual([undefined, release]);
      const unknown = await ledger.progress(service, 'd-9');
      expect([unknown.plan, unknown.release]).toEqual([undefined, undefined]);
    });
  });

  describe('closing', () => {
    it('releases the lock and says which slot is live', async () => {
      const { ledger, lock, service } = fresh();
      expect(await ledger.state(service)).toBeUndefined();
      await ledger.admit(entryOf(service, 'd-1'), until);
      const closing = { service, deploymentId: 'd-1', fence: 1, outcome, state: stateOf('d-1') };
      expect(await ledger.close(closing)).toBe(true);
      expect(await lock.holder(service)).toBeUndefined();
      expect(await ledger.state(service)).toEqual(stateOf('d-1'));
    });

    it('may be repeated, and does not touch the next holder', async () => {
      const { ledger, lock, service } = fresh();
      await ledger.admit(entryOf(service, 'd-1'), until);
      const closing = { service, deploymentId: 'd-1', fence: 1, outcome };
      await ledger.close(closing);
      expect(await ledger.admit(entryOf(service, 'd-2'), until)).toEqual({ kind: 'admitted', fence: 2 });
      expect(await ledger.close(closing)).toBe(true);
      expect(await lock.holder(service)).toMatchObject({ owner: 'd-2', fence: 2 });
    });

    it('is refused to an execution that was taken over, and leaves everything as it was', async () => {
      const { ledger, lock, service } = fresh();
      await ledger.admit(entryOf(service, 'd-1'), until);
      await lock.takeOver(service, { owner: 'd-1', execution: 'a rollback', expiresAt: until });
      const closing = { service, deploymentId: 'd-1', fence: 1, outcome, state: stateOf('d-1') };
      expect(await ledger.close(closing)).toBe(false);
      expect(await lock.holder(service)).toMatchObject({ owner: 'd-1', fence: 2 });
      expect(await ledger.state(service)).toBeUndefined();
    });

    it('without a state leaves the live slot as it was', async () => {
      const { ledger, service } = fresh();
      await ledger.admit(entryOf(service, 'd-1'), until);
      await ledger.close({ service, deploymentId: 'd-1', fence: 1, outcome, state: stateOf('d-1') });
      await ledger.admit(entryOf(service, 'd-2'), until);
      await ledger.close({ service, deploymentId: 'd-2', fence: 2, outcome });
      expect(await ledger.state(service)).toEqual(stateOf('d-1'));
    });
  });

  describe('taking over', () => {
    it('increments the number, once for each execution', async () => {
      const { ledger, lock, service } = fresh();
      await ledger.admit(entryOf(service, 'd-1'), until);
      const by = (execution: string) => ({ owner: 'd-1', execution, expiresAt: until });
      expect(await lock.takeOver(service, by('a rollback'))).toEqual({
        ...by('a rollback'),
        kind: 'rollback',
        fence: 2,
      });
      expect(await lock.takeOver(service, by('a rollback'))).toEqual({
        ...by('a rollback'),
        kind: 'rollback',
        fence: 2,
      });
      expect(await lock.takeOver(service, by('another'))).toEqual({ ...by('another'), kind: 'rollback', fence: 3 });
    });

    it('and renewing are for the holder with this number', async () => {
      const { ledger, lock, service } = fresh();
      const later = '2026-01-09T09:00:00.000Z';
      expect(await lock.renew(service, { owner: 'd-1', fence: 1 }, later)).toBe(false);
      await ledger.admit(entryOf(service, 'd-1'), until);
      expect(await lock.renew(service, { owner: 'd-1', fence: 1 }, later)).toBe(true);
      expect(await lock.holder(service)).toMatchObject({ owner: 'd-1', expiresAt: later });
      await lock.takeOver(service, { owner: 'd-1', execution: 'a rollback', expiresAt: until });
      expect(await lock.renew(service, { owner: 'd-1', fence: 1 }, later)).toBe(false);
      expect(await lock.holder(service)).toMatchObject({ expiresAt: until });
    });

    it('is refused where another deployment holds the service, or none does', async () => {
      const { ledger, lock, service } = fresh();
      const by = { owner: 'd-1', execution: 'a rollback', expiresAt: until };
      expect(await lock.takeOver(service, by)).toBeUndefined();
      await ledger.admit(entryOf(service, 'd-2'), until);
      expect(await lock.takeOver(service, by)).toBeUndefined();
      expect(await lock.holder(service)).toMatchObject({ owner: 'd-2', fence: 1 });
    });
  });
}
