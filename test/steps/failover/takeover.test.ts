import { describe, expect, it } from 'vitest';
import { step as admit } from '#steps/failover/admit-failover.step.ts';
import { step as freeze } from '#steps/failover/freeze-deployments.step.ts';
import { step as move } from '#steps/failover/move-traffic.step.ts';
import { step as promote } from '#steps/failover/promote-database.step.ts';
import { step as raise } from '#steps/failover/raise-capacity.step.ts';
import { step as record } from '#steps/failover/record-failover.step.ts';
import { step as verify } from '#steps/failover/verify-standby.step.ts';
import { probeOf, probeVote } from '#domain/failover/probe-vote.ts';
import { step as watch } from '#steps/primary-monitor/watch-primary.step.ts';
import { untilHealthy } from '../support/account.ts';
import { begun, execution, manual, standby } from '../support/standby.ts';

describe('admission', () => {
  it('opens one run, and the same execution again is the same run', async () => {
    const here = await standby();
    const first = await begun(here);
    expect(await begun(here)).toEqual(first);
    expect(here.regions.failovers.runs()).toHaveLength(1);
  });

  it('lets nothing pre-empt a failover', async () => {
    const here = await standby();
    await begun(here);
    const another = { arn: 'another execution', startedAt: '2026-01-05T09:01:00.000Z' };
    await expect(admit.call({ request: manual, execution: another }, here.ports)).rejects.toThrow(
      /cannot be pre-empted/,
    );
  });

  it('refuses a request without a name or a reason, with both faults at once', async () => {
    const here = await standby();
    const words = await admit.call({ request: { mode: 'failback' }, execution }, here.ports).catch(String);
    expect(words).toMatch(/request\.by: who says so.*request\.reason: why/);
    expect(here.regions.failovers.runs()).toEqual([]);
  });

  it('refuses an answer to a failover that does not exist', async () => {
    const { ports } = await standby();
    const request = { mode: 'cancel', by: 'Ada', reason: 'not needed' };
    await expect(admit.call({ request, execution }, ports)).rejects.toThrow(/No failover is running/);
  });
});

describe('a failover that was called off', () => {
  it('makes no further change', async () => {
    const here = await standby(5);
    const plan = await begun(here);
    await admit.call({ request: { mode: 'cancel', by: 'Grace', reason: 'it was us' }, execution }, here.ports);
    await expect(move.call({ plan, share: 100 }, here.ports)).rejects.toThrow(
      'Grace cancelled the failover: it was us',
    );
    await expect(promote.call({ plan, primary: 'down' }, here.ports)).rejects.toThrow(/Grace/);
    expect([here.regions.dns.share, here.regions.database.role]).toEqual([0, 'replica']);
  });
});

describe('an execution that another one has taken over from', () => {
  it('is refused at its next change', async () => {
    const here = await standby();
    const plan = await begun(here);
    await here.regions.failovers.takeOver(plan.runId, 'the next execution', execution.startedAt);
    await expect(move.call({ plan, share: 100 }, here.ports)).rejects.toMatchObject({ name: 'TakenOver' });
    expect(here.regions.dns.share).toBe(0);
  });
});

describe('freezing deployments', () => {
  it('takes every service, and again the same', async () => {
    const here = await standby();
    const plan = await begun(here);
    const input = { plan, execution: execution.arn };
    expect(await freeze.call(input, here.ports)).toEqual({ frozen: ['api'] });
    expect(await freeze.call(input, here.ports)).toEqual({ frozen: ['api'] });
    expect(here.account.world.table.holder('api')).toMatchObject({ kind: 'failover', owner: plan.runId });
  });

  it('stops a deployment and waits for its rollback', async () => {
    const here = await standby();
    await here.account.admitted();
    here.account.executionRuns('execution of d-1');
    const plan = await begun(here);
    await expect(freeze.call({ plan, execution: execution.arn }, here.ports)).rejects.toMatchObject({
      name: 'DeploymentUnderWay',
    });
    expect(await here.ports.executions.isRunning('execution of d-1')).toBe(false);
  });
});

describe('preparing the standby', () => {
  it('requests all tasks, and continues as soon as enough serve', async () => {
    const here = await standby();
    const plan = await begun(here);
    expect((await raise.call({ plan }, here.ports)).reached).toHaveLength(1);
    await here.account.pass(untilHealthy);
    expect(here.account.world.service.slots.green.desired).toBe(20);
  });

  it('waits while too few tasks serve', async () => {
    const here = await standby();
    here.account.world.service.slots.green.update({ tasks: 1 });
    const plan = await begun(here);
    await expect(raise.call({ plan }, here.ports)).rejects.toMatchObject({ name: 'CapacityNotThere' });
    await here.account.pass(untilHealthy);
    expect((await raise.call({ plan }, here.ports)).reached).toHaveLength(1);
  });

  it('promotes once, and is done when the database writes', async () => {
    const here = await standby(5);
    const input = { plan: await begun(here), primary: 'down' };
    await expect(promote.call(input, here.ports)).rejects.toMatchObject({ name: 'PromotionUnderWay' });
    await expect(promote.call(input, here.ports)).rejects.toMatchObject({ name: 'PromotionUnderWay' });
    await here.account.pass(20);
    expect(await promote.call(input, here.ports)).toEqual({ writer: true });
  });

  it('has nothing to promote where there is no database', async () => {
    const here = await standby();
    expect(await promote.call({ plan: await begun(here), primary: 'down' }, here.ports)).toEqual({ writer: false });
  });
});

describe('verifying the standby', () => {
  it('changes nothing', async () => {
    const here = await standby(5);
    const plan = await begun(here, { mode: 'drill' });
    const before = here.account.everything();
    expect(await verify.call({ plan }, here.ports)).toMatchObject({ kind: 'go', lossSeconds: 5 });
    expect(here.account.everything()).toEqual(before);
    expect([here.regions.dns.share, here.regions.database.role]).toEqual([0, 'replica']);
  });

  it('remembers the data loss of a promotion that has begun: it can no longer be measured', async () => {
    const here = await standby(5);
    const plan = await begun(here);
    await verify.call({ plan }, here.ports);
    await here.regions.database.promote();
    expect(await verify.call({ plan }, here.ports)).toMatchObject({ kind: 'go', lossSeconds: 5 });
    await here.account.pass(20);
    expect(await verify.call({ plan }, here.ports)).toMatchObject({ kind: 'go', lossSeconds: 5 });
  });

  it('asks a person where more would be lost than allowed', async () => {
    const here = await standby(600);
    expect(await verify.call({ plan: await begun(here) }, here.ports)).toMatchObject({ kind: 'ask' });
  });
});

describe('recording', () => {
  it('records what happened, releases every service, and pages', async () => {
    const here = await standby();
    const plan = await begun(here);
    await freeze.call({ plan, execution: execution.arn }, here.ports);
    await move.call({ plan, share: 100 }, here.ports);
    const input = { plan, ending: 'taken-over', reasons: ['a test'], shortages: [], stillFenced: false };
    expect(await record.call(input, here.ports)).toMatchObject({ ending: 'taken-over', why: 'a test' });
    expect(await here.regions.failovers.standing()).toMatchObject({ serving: 'standby', failures: 0 });
    expect(here.account.world.table.holder('api')).toBeUndefined();
    expect(here.regions.pages).toEqual(['Failover: taken-over']);
    // Again, after an answer that was lost.
    expect(await record.call(input, here.ports)).toMatchObject({ ending: 'taken-over' });
  });

  it('follows the switch, whatever the ending', async () => {
    const here = await standby();
    const plan = await begun(here);
    await move.call({ plan, share: 100 }, here.ports);
    await record.call({ plan, ending: 'failed', reasons: ['a test'], shortages: [], stillFenced: false }, here.ports);
    expect(await here.regions.failovers.standing()).toMatchObject({ serving: 'standby', failures: 1 });
  });

  it('notifies people that the primary may not deploy, where it serves and the fence could not be lifted', async () => {
    const here = await standby();
    const input = { plan: await begun(here), ending: 'failed', reasons: ['a test'], shortages: [], stillFenced: true };
    const { stillToDo } = await record.call(input, here.ports);
    expect(stillToDo[0]).toMatch(/allow deployments in the primary region again: enable its rule/);
  });

  it('holds all further ones when a person stopped this one', async () => {
    const here = await standby();
    const plan = await begun(here);
    await record.call({ plan, ending: 'stopped', reasons: ['a test'], shortages: [], stillFenced: false }, here.ports);
    expect((await here.regions.failovers.standing()).hold?.reason).toContain(plan.runId);
  });
});

describe('the primary monitor', () => {
  it('starts a failover once the primary was down in two looks, and not before', async () => {
    const here = await standby();
    expect(await watch.call({}, here.ports)).toMatchObject({ kind: 'stay' });
    here.regions.become('dark');
    await here.account.pass(10);
    expect(await watch.call({}, here.ports)).toMatchObject({ kind: 'stay' });
    await here.account.pass(8);
    expect(await watch.call({}, here.ports)).toMatchObject({ kind: 'start', request: { mode: 'automatic' } });
  });

  it('continues a run whose execution died', async () => {
    const here = await standby();
    const plan = await begun(here);
    await here.ports.executions.stop(execution.arn, 'a test', 'a test');
    expect(await watch.call({}, here.ports)).toMatchObject({
      kind: 'start',
      request: { mode: 'resume', runId: plan.runId, stopped: false },
    });
  });

  it('asks a person, once, about a primary that answers only the standby', async () => {
    const here = await standby();
    const well = probeVote([probeOf('/health', [200])], here.account.clock.iso());
    const votes = async () => [
      well,
      { ...well, source: 'checkers', opinion: 'unhealthy' as const, hasJustAsked: false },
    ];
    const ports = { ...here.ports, signals: { votes } };
    const alarm = { name: 'api-blue-errors', state: 'ALARM' as const, at: here.account.clock.iso() };
    for (let look = 0; look < 30; look++) {
      expect(await watch.call(look === 0 ? { alarm } : {}, ports)).toMatchObject({ kind: 'stay' });
      expect(here.regions.pages).toHaveLength(look < 18 ? 0 : 1);
      await here.account.pass(10);
    }
    expect(here.regions.pages).toEqual(['The primary region is reported down, and no failover starts automatically']);
  });

  it('reminds people of a hold once a day', async () => {
    const here = await standby();
    await admit.call({ request: { mode: 'hold', by: 'Ada', reason: 'works' }, execution }, here.ports);
    await watch.call({}, here.ports);
    await here.account.pass(25 * 3600);
    await watch.call({}, here.ports);
    await watch.call({}, here.ports);
    expect(here.regions.pages).toEqual(['Automatic failovers are on hold']);
  });
});
