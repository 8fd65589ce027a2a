import { StatesError } from '../asl/errors.ts';
import type { IntegrationHandler } from '../asl/hooks.ts';
import type { SimulatedBuilds } from '../world/images/builds.ts';
import { between } from '../world/knobs.ts';
import { brokenCall } from './broken-call.ts';
import type { CallSurroundings } from './invocation.ts';

export const startBuildResource = 'arn:aws:states:::codebuild:startBuild.sync';

const names = { throttled: 'CodeBuild.AccountLimitExceededException', refused: 'CodeBuild.ResourceNotFoundException' };

interface StartBuildRequest {
  readonly ProjectName: string;
  readonly SourceVersion: string;
}

/** `codebuild:startBuild.sync` as AWS answers it: when the build has ended; as an error where the build failed. */
export const buildRunner =
  (around: CallSurroundings, builds: SimulatedBuilds): IntegrationHandler =>
  async (request, { state }) => {
    const { clock, random, knobs, saboteur } = around;
    const how = saboteur.arrive('call', `${state}.codebuild.startBuild`)?.how ?? 'nothing';
    await clock.sleep(between(random, knobs.callSeconds));
    await brokenCall(how, names);
    const { ProjectName: project, SourceVersion: commit } = request as unknown as StartBuildRequest;
    const ended = builds.run(project, commit, how.startsWith('killed'));
    await brokenCall(how.replace(/-after$/, ''), names);
    const build = await ended;
    if (build.BuildStatus !== 'SUCCEEDED') throw new StatesError('States.TaskFailed', JSON.stringify(build));
    return { Build: build };
  };
