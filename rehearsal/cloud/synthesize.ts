import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../repository.ts';

export interface Synthesis {
  readonly directory: string;
  readonly context: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Runs the users' own CDK app, as `cdk synth` does. A child of ours, so that an interrupt can end it. */
export async function synthesize({ directory, context, signal }: Synthesis): Promise<void> {
  const settings = JSON.parse(readFileSync(join(repository, 'cdk.json'), 'utf8')) as { context: object };
  const app = spawn(process.execPath, ['bin/app.ts'], {
    cwd: repository,
    env: {
      ...process.env,
      // The CDK's library is large, and each synth compiles it again.
      NODE_COMPILE_CACHE: join(repository, '.rehearsal', 'compiled'),
      CDK_OUTDIR: directory,
      CDK_CONTEXT_JSON: JSON.stringify({ ...settings.context, ...context }),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let said = '';
  app.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  app.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((settle, fail) => app.on('error', fail).on('close', settle));
  if (code !== 0) throw new Error(`The stacks cannot be synthesized:\n${said.trimEnd()}`);
}
