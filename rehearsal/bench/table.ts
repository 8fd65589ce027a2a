import { benchPolicies, type PolicyName } from './policies.ts';
import type { PolicyScore, ScenarioScore, Share } from './score.ts';

/** Markdown, so that it can be read in a terminal and kept in a document. */
export function policyTable(scores: readonly PolicyScore[]): string {
  const rows = scores.map((score) => [
    benchPolicies[score.policy].what,
    percent(score.falseRollbacks['half an hour'], 2),
    percent(score.falseRollbacks['a day'], 2),
    percent(score.badCaught['half an hour'], 1),
    percent(score.badCaught['a day'], 1),
    percent(score.badPromoted, 1),
    percent(score.healthyUndecided, 1),
    score.minutesToRollback === undefined ? '-' : String(score.minutesToRollback),
    Number(score.badRequestsRatio.toPrecision(2)).toString(),
  ]);
  return markdown(
    [
      'policy',
      'false rollbacks, 30 min',
      '24 h',
      'bad caught, 30 min',
      '24 h',
      'bad promoted',
      'healthy undecided',
      'minutes to rollback',
      'bad requests served',
    ],
    rows,
  );
}

/** Per scenario and policy: how many were rolled back, in which minute (the median), and bad requests served. */
export function scenarioTable(scores: readonly ScenarioScore[]): string {
  const policies = [...new Set(scores.map(({ policy }) => policy))];
  const rows = [...Map.groupBy(scores, ({ scenario }) => scenario)].map(([scenario, cells]) => [
    `${scenario.bad ? 'bad' : 'good'}: ${scenario.name}`,
    ...policies.map((policy) => cell(cells, policy)),
  ]);
  return markdown(['scenario', ...policies], rows);
}

function cell(scores: readonly ScenarioScore[], policy: PolicyName): string {
  const score = scores.find((each) => each.policy === policy);
  if (score === undefined) return '-';
  const { scenario, rolledBack, undecided, minutesToRollback, badRequests } = score;
  return [
    percent(rolledBack, 0),
    ...(scenario.bad && minutesToRollback !== undefined ? [`${minutesToRollback} min`] : []),
    ...(scenario.bad ? [`${Math.round(badRequests)} bad`] : []),
    ...(undecided.count > 0 ? [`${percent(undecided, 0)} undecided`] : []),
  ].join(', ');
}

const percent = ({ count, of }: Share, digits: number): string =>
  of === 0 ? '-' : `${Number(((100 * count) / of).toFixed(digits))} %`;

function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [header, header.map(() => '---'), ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((text, column) => text.padEnd(widths[column] ?? 0, text === '---' ? '-' : ' ')).join(' | ')} |\n`;
  return all.map(line).join('');
}
