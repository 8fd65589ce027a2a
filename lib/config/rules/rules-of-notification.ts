import type { EnvironmentPart } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';

/** Amazon Q Developer accepts a channel once in an account, and rejects a second stack that uses it. */
export function channelsAreUnique(environments: readonly (readonly [string, EnvironmentPart])[]): readonly Finding[] {
  const notifying = environments.filter(([, { notify }]) => notify?.slack !== undefined);
  return notifying.flatMap(([name, environment], index) => {
    const other = notifying.slice(0, index).find(([, earlier]) => shareChannel(earlier, environment));
    if (other === undefined) return [];
    return [
      finding({
        at: ['environments', name, 'notify', 'slack', 'channel'],
        value: environment.notify?.slack?.channel,
        problem: `${other[0]} already uses this channel, and an account may use a channel only once`,
        allowed: 'a different channel for each environment of an account',
        from: [
          ['environments', name],
          ['environments', other[0]],
        ],
      }),
    ];
  });
}

const shareChannel = (one: EnvironmentPart, other: EnvironmentPart): boolean =>
  one.account === other.account && channelOf(one) === channelOf(other);

const channelOf = ({ notify }: EnvironmentPart): string => `${notify?.slack?.workspace}/${notify?.slack?.channel}`;
