import {
  BaseCredentials,
  BootstrapEnvironments,
  ExpandStackSelection,
  type IIoHost,
  type IoMessage,
  StackSelectionStrategy,
  Toolkit,
} from '@aws-cdk/toolkit-lib';
import { synthesize, type Synthesis } from './synthesize.ts';

/** The account that every emulator answers for. */
const localAccount = '000000000000';

/** Prepares the regions for the CDK, synthesizes the app and deploys every stack, as the CDK's own CLI does. */
export class CloudDeployer {
  readonly #toolkit: Toolkit;
  readonly #lines: string[] = [];

  constructor(endpoint: string, region: string) {
    // The toolkit takes endpoint and credentials from the environment only. Any credentials open a local cloud.
    process.env['AWS_ENDPOINT_URL'] = endpoint;
    process.env['AWS_ACCESS_KEY_ID'] ??= 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'test';
    this.#toolkit = new Toolkit({
      ioHost: quietHost((line) => this.#lines.push(line)),
      sdkConfig: { baseCredentials: BaseCredentials.awsCliCompatible({ defaultRegion: region }) },
      emojis: false,
      color: false,
    });
  }

  async bootstrap(regions: readonly string[]): Promise<void> {
    const environments = regions.map((region) => `aws://${localAccount}/${region}`);
    await this.#explained('bootstrap', () => this.#toolkit.bootstrap(BootstrapEnvironments.fromList(environments)));
  }

  /** Returns how many stacks there are. */
  async deploy(synthesis: Synthesis): Promise<number> {
    await synthesize(synthesis);
    const source = await this.#toolkit.fromAssemblyDirectory(synthesis.directory);
    const { stacks } = await this.#explained('deploy', () =>
      this.#toolkit.deploy(source, {
        stacks: { strategy: StackSelectionStrategy.ALL_STACKS },
        deploymentMethod: { method: 'direct' },
        concurrency: 4,
        stackEventPollingInterval: 250,
      }),
    );
    return stacks.length;
  }

  /** Only synthesizes, so that the slow part is done before it is needed. */
  async prepare(synthesis: Synthesis): Promise<void> {
    await synthesize(synthesis);
  }

  /** Deploys some of the prepared stacks, without their dependencies. */
  async deployPrepared(directory: string, stacks: string[]): Promise<void> {
    const source = await this.#toolkit.fromAssemblyDirectory(directory);
    await this.#explained('deploy', () =>
      this.#toolkit.deploy(source, {
        stacks: {
          strategy: StackSelectionStrategy.PATTERN_MUST_MATCH,
          patterns: stacks,
          expand: ExpandStackSelection.NONE,
        },
        deploymentMethod: { method: 'direct' },
        stackEventPollingInterval: 250,
      }),
    );
  }

  /** The toolkit's last output contains the cause. */
  async #explained<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run();
    } catch (error) {
      const tail = this.#lines.slice(-15).join('\n');
      throw new Error(`cdk ${what} failed: ${(error as Error).message}\n${tail}`, { cause: error });
    }
  }
}

const quietHost = (log: (line: string) => void): IIoHost => ({
  notify: async (message: IoMessage<unknown>) => {
    if (message.level !== 'trace' && message.level !== 'debug') log(message.message);
  },
  requestResponse: async (request) => request.defaultResponse,
});
