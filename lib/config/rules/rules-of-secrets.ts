import type { EffectiveService } from '#config/resolve/effective-service.ts';
import { finding, type Finding } from './findings.ts';
import type { Path } from './path.ts';
import { regionOfArn } from './references.ts';

type Source = (field: 'secrets', key: string) => Path;

/** Tasks in the standby region that read a secret from the primary region cannot start when that region has failed. */
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
          problem: `tasks in ${standby} would read it from ${regionOfArn(reference)}, which may be down`,
          allowed: 'the name of a secret that exists in each region',
          remedy: 'replicate the secret, and use its name instead of its ARN',
          from: [place, [...at, 'regions', 'standby']],
        });
      }),
  );
}
