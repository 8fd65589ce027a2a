import {
  BaseCredentials,
  BootstrapEnvironments,
  type IIoHost,
  type IoMessage,
  MemoryContext,
  StackSelectionStrategy,
  Toolkit,
} from '@aws-cdk/toolkit-lib';
import { repository } from '../repository.ts';

export interface Deployment {
  readonly regions: readonly string[];
  /** The command that synthesizes: the users' own app, unless a test brings another. */
  readonly app?: string;
  readonly context?: Readonly<Record<string, string>>;
  /** Where the assembly goes, so that two rehearsals at once do not write into each other's. */
  readonly directory: string;
  readonly log: (line: string) => void;
}

/** The account that every emulator answers for. */
export const localAccount = '000000000000';

export interface LocalCloud {
  /** Prepares the regions for the CDK, once for each cloud. */
  bootstrap(): Promise<void>;
  /** Synthesizes the app and brings every stack to what it says, as `cdk deploy --all` does. Returns the stacks' names. */
  deploy(progress: (done: number, of: number, stack: string) => void): Promise<readonly string[]>;
}

export function localCloud(deployment: Deployment): LocalCloud {
  const lines: string[] = [];
  const toolkit = new Toolkit({
    ioHost: quietHost((line) => {
      lines.push(line);
      deployment.log(line);
    }),
    sdkConfig: { baseCredentials: BaseCredentials.awsCliCompatible({ defaultRegion: deployment.regions[0] ?? '' }) },
    emojis: false,
    color: false,
  });
  return {
    bootstrap: () => explained('bootstrap', lines, () => bootstrap(toolkit, deployment)),
    deploy: (progress) => explained('deploy', lines, () => deploy(toolkit, deployment, progress)),
  };
}

async function bootstrap(toolkit: Toolkit, { regions }: Deployment): Promise<void> {
  const environments = regions.map((region) => `aws://${localAccount}/${region}`);
  await toolkit.bootstrap(BootstrapEnvironments.fromList(environments));
}

async function deploy(
  toolkit: Toolkit,
  deployment: Deployment,
  progress: (done: number, of: number, stack: string) => void,
): Promise<readonly string[]> {
  const source = await toolkit.fromCdkApp(deployment.app ?? `${process.execPath} bin/app.ts`, {
    workingDirectory: repository,
    outdir: deployment.directory,
    contextStore: new MemoryContext(deployment.context ?? {}),
  });
  await using assembly = await toolkit.synth(source, { validateStacks: true });
  const cloudAssembly = await assembly.produce();
  const stacks = cloudAssembly.cloudAssembly.stacksRecursively.map(({ hierarchicalId }) => hierarchicalId);
  progress(0, stacks.length, '');
  const result = await toolkit.deploy(assembly, {
    stacks: { strategy: StackSelectionStrategy.ALL_STACKS },
    deploymentMethod: { method: 'direct' },
    concurrency: 4,
    stackEventPollingInterval: 250,
  });
  progress(stacks.length, stacks.length, '');
  return result.stacks.map(({ stackName }) => stackName);
}

/** What the toolkit said last is where the cause stands. */
async function explained<T>(what: string, lines: readonly string[], run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const tail = lines.slice(-15).join('\n');
    throw new Error(`cdk ${what} failed: ${(error as Error).message}\n${tail}`, { cause: error });
  }
}

const quietHost = (log: (line: string) => void): IIoHost => ({
  notify: async (message: IoMessage<unknown>) => {
    if (message.level !== 'trace' && message.level !== 'debug') log(message.message);
  },
  requestResponse: async (request) => request.defaultResponse,
});
