import { type Failure, inWords } from '#domain/failure.ts';

/** How far an image has come that is built from source. */
export type ImageBuild =
  | { readonly kind: 'not-run' }
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'failed'; readonly failure: Failure };

interface Phase {
  readonly PhaseType?: string;
  readonly PhaseStatus?: string;
  readonly Contexts?: readonly { readonly Message?: string }[];
}

interface Described {
  readonly Build?: Described;
  readonly Phases?: readonly Phase[];
  readonly Logs?: { readonly DeepLink?: string };
}

const longestMessage = 300;

/** Which phase failed, what it said and where the log is: the build describes itself in the failure's cause. */
export function describeBuildFailure(failure: Failure): string {
  if (failure.Error === 'States.Timeout') return 'It took longer than it may';
  const described = parsed(failure.Cause);
  const { Phases: phases = [], Logs: logs } = described?.Build ?? described ?? {};
  const bad = phases.find(({ PhaseStatus: status }) => status !== undefined && status !== 'SUCCEEDED');
  if (bad === undefined) return inWords(failure);
  const where = logs?.DeepLink === undefined ? '' : `. Its log: ${logs.DeepLink}`;
  return `Its phase ${bad.PhaseType} ended with ${bad.PhaseStatus}: ${wordsOf(bad)}${where}`;
}

function wordsOf({ Contexts: contexts = [] }: Phase): string {
  const said = contexts.find(({ Message: message }) => message)?.Message ?? 'no reason given';
  return said.slice(0, longestMessage);
}

function parsed(cause: string): Described | undefined {
  try {
    const value: unknown = JSON.parse(cause);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
