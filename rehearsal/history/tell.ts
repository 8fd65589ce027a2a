import { usdPerTransition } from '#domain/ledger/stage-history.ts';
import { numberOf, type Stage } from '#domain/deployment/stages.ts';
import type { LookedAt, SlotFigures } from '#domain/canary/evidence-series.ts';
import type { Decision } from '#domain/ledger/decision.ts';
import type { RecordedDeployment } from '#ports/ledger/history.ts';
import { moveWords } from '../play/judged-shift.ts';

/** A deployment in a few lines that explain it to a person who was not there. */
export function tellDeployment(deployment: RecordedDeployment, decisions: readonly Decision[] = []): string {
  const { deploymentId, requestedBy, reason, startedAt, execution, restores, commit, ended, transitions } = deployment;
  // The digest is for machines.
  const image = deployment.image.replace(/@sha256:.*/, '');
  const outcome = ended === undefined ? 'RUNNING' : ended.outcome.toUpperCase();
  const when = ended === undefined ? `since ${startedAt}` : `${startedAt}, ${duration(startedAt, ended.endedAt)}`;
  return [
    `${outcome}  ${image}  ${deploymentId}`,
    `  when   ${when}`,
    `  who    ${requestedBy}: ${reason}`,
    ...(restores === undefined ? [] : [`  what   brings back what ${restores} brought`]),
    ...(commit === undefined ? [] : [`  commit ${commit}`]),
    ...(ended === undefined ? [] : [`  why    ${ended.reason}`]),
    ...decisions.flatMap(tellDecision),
    ...stagesOf(deployment).map((line, index) => `  ${index === 0 ? 'stages' : '      '} ${line}`),
    ...(transitions === undefined ? [] : [`  cost   ${transitions} state transitions, ${priceOf(transitions)} USD`]),
    `  where  ${execution}`,
  ].join('\n');
}

/** Who decided what and why, and what the judge saw in the newest minute. */
function tellDecision({ at, who, what, why, series }: Decision): readonly string[] {
  const seen = series?.at(-1);
  return [
    `  judged ${at} ${who}: ${moveWords[what] ?? what}. ${why}`,
    ...(seen === undefined ? [] : [`         ${figuresOf(seen)}`]),
  ];
}

const figuresOf = ({ minute, weight, evidence, rollbackAt, canary, live }: LookedAt): string =>
  `minute ${minute} at ${weight} %: canary ${served(canary)}; live ${served(live)}; ` +
  `evidence ${evidence.toFixed(2)} of ${Math.round(rollbackAt)}`;

const served = ({ requests, errors, p99 }: SlotFigures): string =>
  `${requests} requests, ${errors} failed${p99 === null ? '' : `, p99 ${Math.round(1000 * p99)} ms`}`;

/** `5 deploy application: 48 s`, and which one failed. */
const stagesOf = ({ stages: recorded = [] }: RecordedDeployment): readonly string[] =>
  recorded.map(({ stage, outcome, startedAt, endedAt }) => {
    const name = `${numberOf(stage)} ${inWords(stage)}`;
    if (endedAt === undefined) return `${name}: since ${startedAt}`;
    return `${name}: ${duration(startedAt, endedAt)}${outcome === 'failed' ? ', FAILED' : ''}`;
  });

const inWords = (stage: Stage): string => stage.replaceAll(/(?<=.)[A-Z]/g, (letter) => ` ${letter}`).toLowerCase();

const priceOf = (transitions: number): string => (transitions * usdPerTransition).toFixed(4);

/** `1 h 03 min`, `12 min 05 s`, `48 s`. */
export function duration(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor((seconds % 3600) / 60))} min`;
}
