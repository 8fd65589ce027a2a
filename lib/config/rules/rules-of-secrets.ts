import type { EffectiveService } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { regionOfArn } from './references.ts';

type Source = (field: 'secrets', key: string) => Path;

/** A task of the standby that reads its secrets from the region that has failed, does not start. */
export function secretsAreInTheirRegions(
  services: readonly { readonly secrets: EffectiveService['secrets']; readonly source: Source }[],
  at: readonly string[],
  standby: string | undefined,
): readonly Finding[] {
  if (standby === undefined) return [];
  return services.flatMap(({ secrets, source }) =>
    Object.entries(secrets)
      .filter(([, reference]) => reference.startsWith('arn:'))
      .map(([variable, reference]) => {
        const place = source('secrets', variable);
        return finding({
          at: place,
          value: reference,
          problem: `tasks in ${standby} would read it in ${regionOfArn(reference)}, which may have failed`,
          allowed: 'its name, and a secret of that name in each region',
          remedy: 'replicate it, and name it without region and account',
          from: [place, [...at, 'regions', 'standby']],
        });
      }),
  );
}
