import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SluiceInput } from '#config/input/sluice-input.ts';
import type { CloudDeployer } from '../cloud/deploy.ts';
import { repository } from '../repository.ts';
import { type PlannedUpdate, stackUpdates } from '../scenarios/stack-updates.ts';

export interface Workshop {
  readonly deployer: CloudDeployer;
  /** For assemblies and for the files that they are made of. */
  readonly directory: string;
  readonly config?: string;
}

/** Changes the users' file and deploys the service's stack, as a person with `cdk deploy` does. */
export class StackUpdater {
  readonly #deployer: CloudDeployer;
  readonly #stack: string;
  readonly #assemblies: ReadonlyMap<PlannedUpdate, string>;

  private constructor(deployer: CloudDeployer, stack: string, assemblies: ReadonlyMap<PlannedUpdate, string>) {
    this.#deployer = deployer;
    this.#stack = stack;
    this.#assemblies = assemblies;
  }

  /** Synthesizes beforehand: a canary does not wait for it. */
  static async prepare(
    { deployer, directory, config = join(repository, 'sluice.config.ts') }: Workshop,
    place: { readonly environment: string; readonly service: string; readonly region: string },
    signal: AbortSignal,
  ): Promise<StackUpdater> {
    const { default: input } = (await import(pathToFileURL(resolve(config)).href)) as { default: SluiceInput };
    const assemblies = new Map<PlannedUpdate, string>();
    for (const [number, update] of stackUpdates.entries()) {
      const file = join(directory, `update-${number}.config.ts`);
      writeFileSync(file, `export default ${JSON.stringify(changed(input, place.service, update))};\n`);
      const assembly = join(directory, `update-${number}.out`);
      const context = { environment: place.environment, config: file };
      await deployer.prepare({ directory: assembly, context, signal });
      assemblies.set(update, assembly);
    }
    return new StackUpdater(deployer, `sluice-${place.environment}-${place.service}-${place.region}`, assemblies);
  }

  /** Returns the message to the person who asks, where the update is refused. */
  async apply(update: PlannedUpdate): Promise<string | undefined> {
    try {
      await this.#deployer.deployPrepared(this.#assemblies.get(update) ?? '', [this.#stack]);
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  }
}

function changed(input: SluiceInput, name: string, { change }: PlannedUpdate): SluiceInput {
  const service = input.services[name];
  if (service === undefined) throw new Error(`There is no service ${name} in the file.`);
  return { ...input, services: { ...input.services, [name]: change(service) } };
}
