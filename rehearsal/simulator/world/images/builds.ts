import type { VirtualClock } from '../../clock.ts';

const buildSeconds = 90;

/** What builds images from commits. A project with "broken" in its name never succeeds. */
export class SimulatedBuilds {
  readonly #clock: VirtualClock;
  readonly #push: (tag: string) => void;

  constructor(clock: VirtualClock, push: (tag: string) => void) {
    this.#clock = clock;
    this.#push = push;
  }

  /** Answers when the build has ended, with the build as the service describes it. */
  async run(project: string, commit: string, dies: boolean) {
    await this.#clock.sleep(buildSeconds);
    const fails = dies || project.includes('broken');
    if (!fails) this.#push(commit);
    return described(project, fails ? 'FAILED' : 'SUCCEEDED');
  }
}

const described = (project: string, status: 'SUCCEEDED' | 'FAILED') => ({
  Id: `${project}:1`,
  BuildStatus: status,
  Logs: { DeepLink: `https://console.aws.amazon.com/cloudwatch/home#logEvent:group=${project}` },
  Phases: [
    { PhaseType: 'PRE_BUILD', PhaseStatus: 'SUCCEEDED', Contexts: [] },
    {
      PhaseType: 'BUILD',
      PhaseStatus: status,
      Contexts: status === 'FAILED' ? [{ Message: 'Error while executing command: docker buildx build' }] : [],
    },
    { PhaseType: 'COMPLETED' },
  ],
});
