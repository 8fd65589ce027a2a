import type { EnvironmentInput } from '#config/input/environment-input.ts';
import type { ServiceInput } from '#config/input/sluice-input.ts';
import { ConfigurationRejected, type Fault } from '#config/rules/fault.ts';
import { resolve } from '#config/resolve/resolve.ts';

/** The smallest service, with the fields under test. Not typed as input: most of these files are wrong. */
export const service = (more: object = {}) => ({ image: { repository: 'api' }, port: 3000, ...more }) as ServiceInput;

export const file = (more: { services?: object; environments?: object } = {}) => ({
  services: { api: service() },
  environments: { production: { plainHttp: true } as EnvironmentInput },
  ...more,
});

export const withService = (more: object) => file({ services: { api: service(more) } });

export const withEnvironment = (more: object) => file({ environments: { production: { plainHttp: true, ...more } } });

/** The faults of a file that must be refused. */
export function faultsOf(input: unknown): readonly Fault[] {
  try {
    resolve(input);
  } catch (error) {
    if (error instanceof ConfigurationRejected) return error.faults;
    throw error;
  }
  throw new Error('the file was accepted');
}

export const placesOf = (input: unknown): readonly string[] => faultsOf(input).map(({ place }) => place);
