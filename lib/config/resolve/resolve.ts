import { ConfigurationRejected } from '#config/rules/fault.ts';
import { faultsOfShape } from '#config/rules/faults-of-shape.ts';
import { SluiceInputSchema } from '#config/schema/input-schema.ts';
import { resolveEnvironment } from './resolve-environment.ts';
import { faultsBetween } from '#config/rules/rules.ts';
import type { SluiceConfig } from '#config/sluice-config.ts';
import { usablePart } from './usable-part.ts';

/** Returns the configuration with all defaults applied. Throws `ConfigurationRejected` with all faults. */
export function resolve(input: unknown): SluiceConfig {
  const checked = SluiceInputSchema.safeParse(input);
  const ofShape = faultsOfShape(input, checked.error?.issues ?? []);
  const usable = checked.success
    ? { ...checked.data, workers: checked.data.workers ?? {} }
    : usablePart(
        input,
        ofShape.map(({ path }) => path),
      );
  const unknowable = ofShape.flatMap(({ path, meant }) => (meant === undefined ? [path] : [path, meant]));
  const between = usable === undefined ? [] : faultsBetween(usable, unknowable);
  const faults = [...ofShape.map(({ fault }) => fault), ...between];
  if (!checked.success || faults.length > 0) throw new ConfigurationRejected(faults);
  const { environments, services, workers = {} } = checked.data;
  return {
    environments: Object.entries(environments).map(([name, part]) =>
      resolveEnvironment(name, part, { services, workers }),
    ),
  };
}
