import type { EnvironmentPart } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';

/** The service that talks to Slack takes a channel once for each account, and refuses the second stack that names it. */
export function channelsAreToldOnce(environments: readonly (readonly [string, EnvironmentPart])[]): readonly Finding[] {
  const telling = environments.filter(([, { notify }]) => notify?.slack !== undefined);
  return telling.flatMap(([name, environment], index) => {
    const other = telling.slice(0, index).find(([, earlier]) => tellTheSame(earlier, environment));
    if (other === undefined) return [];
    return [
      finding({
        at: ['environments', name, 'notify', 'slack', 'channel'],
        value: environment.notify?.slack?.channel,
        problem: `${other[0]} tells it already, and an account may name a channel only once`,
        allowed: 'a channel of its own for each environment of an account',
        from: [
          ['environments', name],
          ['environments', other[0]],
        ],
      }),
    ];
  });
}

const tellTheSame = (one: EnvironmentPart, other: EnvironmentPart): boolean =>
  one.account === other.account && channelOf(one) === channelOf(other);

const channelOf = ({ notify }: EnvironmentPart): string => `${notify?.slack?.workspace}/${notify?.slack?.channel}`;
