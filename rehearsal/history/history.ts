import { parseArgs } from 'node:util';
import { ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import * as answers from '#adapters/answers.ts';
import type { Decision } from '#domain/ledger/decision.ts';
import type { RecordedDeployment } from '#ports/ledger/history.ts';
import { tellDeployment } from './tell.ts';

export const help = `Tells what was deployed, by whom, how it ended and why, from the ledger.

  npm run history -- api production              the last ten deployments of a service, newest first
  npm run history -- api production --last 50    more of them
  npm run history -- api production --json       for programs

Account and region are those of your AWS credentials and AWS_REGION.
`;

/** The command was called wrongly, or what it asks for does not exist. The message names the remedy. */
export class HistoryUnavailable extends Error {
  override readonly name = 'HistoryUnavailable';
}

export async function history(words: readonly string[]): Promise<string> {
  const { values, positionals } = parsed(words);
  if (values.help) return help;
  const [service, environment] = positionals;
  const count = Number(values.last);
  if (service === undefined || environment === undefined || positionals.length > 2 || !(count >= 1)) {
    throw new HistoryUnavailable(help);
  }
  const deployments = await read(service, environment, count);
  if (values.json) return `${JSON.stringify(deployments, null, 2)}\n`;
  if (deployments.length === 0) return `${service} was never deployed to ${environment} in this region.\n`;
  return `${deployments.map((one) => tellDeployment(one, one.decisions)).join('\n\n')}\n`;
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        last: { type: 'string', default: '10' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new HistoryUnavailable(`${(error as Error).message}\n\n${help}`);
  }
}

/** With what was decided while it took traffic, and what the judge saw then. */
type Told = RecordedDeployment & { readonly decisions: readonly Decision[] };

async function read(service: string, environment: string, count: number): Promise<readonly Told[]> {
  const table = `sluice-${environment}-ledger`;
  try {
    const deployments = await answers.history({ LEDGER_TABLE: table }).latest(service, count);
    const kept = answers.decisions({ LEDGER_TABLE: table });
    return await Promise.all(
      deployments.map(async (one) => ({ ...one, decisions: await kept.of(service, one.deploymentId) })),
    );
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      throw new HistoryUnavailable(
        `There is no ledger ${table} in this account and region. Is AWS_REGION right, and is "${environment}" deployed?`,
      );
    }
    throw new HistoryUnavailable(`The ledger ${table} cannot be read: ${(error as Error).message}`);
  }
}
