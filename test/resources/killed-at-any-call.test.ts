import { describe, expect, it } from 'vitest';
import { Account } from './support/account.ts';
import { ask, duringCanary, stateOf, withGreenLive } from './support/requests.ts';

describe('a custom resource that is killed at any of its calls', () => {
  const drained = (account: Account) => {
    for (const [name, service] of account.services) account.services.set(name, { ...service, status: 'INACTIVE' });
  };
  const changed = { traffic: { route: { path: '/api/*', priority: '7' } }, subnets: ['subnet-c'], spot: '100' };

  /** Each way in which a function can die at one call of a request. */
  async function deaths(made: () => Promise<Account>, request: (account: Account) => Promise<unknown>) {
    const account = await made();
    const before = account.calls;
    await request(account);
    return Array.from({ length: account.calls - before }, (_, index) => before + index + 1).flatMap((call) =>
      (['before', 'after'] as const).map((effect) => ({ call, effect })),
    );
  }

  async function killed(account: Account, death: Account['death'], request: (account: Account) => Promise<unknown>) {
    account.death = death;
    await expect(request(account)).rejects.toThrow('killed');
    account.death = undefined;
  }

  const fresh = async () => new Account();
  const create = (account: Account) => ask(account).create();

  it('creates the same when it is called again', async () => {
    const clean = await fresh();
    await create(clean);
    const every = await deaths(fresh, create);
    expect(every.length).toBeGreaterThan(8);
    for (const death of every) {
      const account = await fresh();
      await killed(account, death, create);
      await create(account);
      expect(stateOf(account), JSON.stringify(death)).toEqual(stateOf(clean));
    }
  });

  it('leaves nothing behind when CloudFormation rolls back a partial creation, and can be created again', async () => {
    for (const death of await deaths(fresh, create)) {
      const account = await fresh();
      await killed(account, death, create);
      await ask(account).remove();
      drained(account);
      expect(account.rules, JSON.stringify(death)).toEqual([]);
      expect(await ask(account).isGone()).toBe(true);
      await create(account);
      expect(account.weights).toEqual({ 'group-blue': 100, 'group-green': 0 });
    }
  });

  it('makes the same update when it is called again, and rolls back when CloudFormation does', async () => {
    const update = (account: Account) => ask(account).update(changed);
    const [old, clean] = [await withGreenLive(), await withGreenLive()];
    await update(clean);
    for (const death of await deaths(withGreenLive, update)) {
      const [again, back] = [await withGreenLive(), await withGreenLive()];
      await killed(again, death, update);
      await update(again);
      expect(stateOf(again), JSON.stringify(death)).toEqual(stateOf(clean));
      await killed(back, death, update);
      await ask(back).update();
      expect(stateOf(back), JSON.stringify(death)).toEqual(stateOf(old));
    }
  });

  it('keeps weights, versions and counts of a canary, wherever it dies', async () => {
    const update = (account: Account) => ask(account).update({ traffic: changed.traffic });
    for (const death of await deaths(duringCanary, update)) {
      const account = await duringCanary();
      const { services } = stateOf(account);
      await killed(account, death, update);
      expect(account.weights, JSON.stringify(death)).toEqual({ 'group-blue': 25, 'group-green': 75 });
      expect(account.services).toEqual(services);
    }
  });

  it('removes everything when it is called again', async () => {
    const remove = (account: Account) => ask(account).remove();
    for (const death of await deaths(withGreenLive, remove)) {
      const account = await withGreenLive();
      await killed(account, death, remove);
      await remove(account);
      drained(account);
      expect(account.rules, JSON.stringify(death)).toEqual([]);
      expect(await ask(account).isGone()).toBe(true);
    }
  });
});
