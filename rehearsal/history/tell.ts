import { usdPerTransition } from '#domain/stage-history.ts';
import { type Stage, stages } from '#domain/stages.ts';
import type { RecordedDeployment } from '#ports/history.ts';

/** A deployment in a few lines that explain it to somebody who was not there. */
export function tellDeployment(deployment: RecordedDeployment): string {
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
    ...stagesOf(deployment).map((line, index) => `  ${index === 0 ? 'stages' : '      '} ${line}`),
    ...(transitions === undefined ? [] : [`  cost   ${transitions} state transitions, ${priceOf(transitions)} USD`]),
    `  where  ${execution}`,
  ].join('\n');
}

/** `5 deploy application: 48 s`, and which one failed. */
const stagesOf = ({ stages: recorded = [] }: RecordedDeployment): readonly string[] =>
  recorded.map(({ stage, outcome, startedAt, endedAt }) => {
    const name = `${stages.indexOf(stage) + 1} ${inWords(stage)}`;
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
