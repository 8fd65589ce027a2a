import * as aws from '#adapters/aws-clients.ts';
import { DynamoPrimaryNews } from '#adapters/dynamo-primary-news.ts';
import { endOf } from '#domain/deployment-events.ts';
import type { PrimaryNews } from '#ports/primary-news.ts';
import { defineStep } from '#runtime/define-step.ts';
import { contract } from './mirror-deployment.contract.ts';

/**
 * The primary publishes its events, so that nobody here has to ask there. Any but the last says that a deployment is under way,
 * so that one may be lost.
 */
export const watcher = defineStep(contract, async (event, { news }: { news: PrimaryNews }) => {
  const { 'detail-type': type, time, detail } = event;
  const { deploymentId } = detail;
  const endedAt = endOf({ type, detail });
  await news.mirrorDeployment(endedAt === undefined ? { deploymentId, toldAt: time } : { deploymentId, endedAt });
  return { mirrored: endedAt === undefined ? ('under way' as const) : ('ended' as const) };
});

export const handler = watcher.host(({ LEDGER_TABLE }) => ({
  news: new DynamoPrimaryNews(aws.dynamodb(), LEDGER_TABLE),
}));
