/** What does a task's work, and how the task learns that the work is done. */
export interface Resource {
  readonly kind: 'function' | 'invoke' | 'execution' | 'service';
  /** As the definition writes it. */
  readonly arn: string;
  /** `invoke`: returns with the answer. `sync`: returns when the job has ended. `token`: another party answers later. */
  readonly pattern: 'invoke' | 'sync' | 'token';
  /** Names as the console shows them: `lambda` and `invoke`, `states` and `startExecution.sync:2`. */
  readonly resourceType: string;
  readonly action: string;
}

/** A lone placeholder stands for a function until it is filled. */
const FUNCTION = /^\$\{\w+\}$|^arn:aws[\w-]*:lambda:[\w-]*:\d*:function:[\w-]+(:[\w$-]+)?$/;
const INTEGRATION = /^arn:aws[\w-]*:states:::(?<service>aws-sdk:[a-z0-9]+|[a-z-]+):(?<action>\w+)(?<suffix>\.[\w:]+)?$/;
const SUFFIXES = new Map([
  [undefined, 'invoke'],
  ['.sync', 'sync'],
  ['.sync:2', 'sync'],
  ['.waitForTaskToken', 'token'],
] as const);

/** None, where this simulator does not know the resource. */
export function parseResource(arn: string): Resource | undefined {
  if (FUNCTION.test(arn)) return { kind: 'function', arn, pattern: 'invoke', resourceType: 'lambda', action: 'invoke' };
  const match = INTEGRATION.exec(arn);
  if (!match) return undefined;
  const { service, action, suffix } = match.groups as { service: string; action: string; suffix?: string };
  const pattern = SUFFIXES.get(suffix as '.sync' | undefined);
  const kind = kindOf(service, action, suffix);
  if (!pattern || !kind) return undefined;
  return { kind, arn, pattern, resourceType: service, action: `${action}${suffix ?? ''}` };
}

function kindOf(service: string, action: string, suffix: string | undefined): Resource['kind'] | undefined {
  if (service === 'lambda') return action === 'invoke' && suffix !== '.sync' ? 'invoke' : undefined;
  if (service !== 'states') return suffix === '.sync:2' ? undefined : 'service';
  // `.sync` differs from `.sync:2` in giving the child's output as text: one of the two is enough.
  return action === 'startExecution' && suffix !== '.sync' ? 'execution' : undefined;
}

/** The name in a function's ARN; a bare name is itself. */
export function functionName(reference: string): string {
  return reference.startsWith('arn:') ? (reference.split(':')[6] ?? reference) : (reference.split(':')[0] ?? reference);
}

/** The name in a state machine's ARN; a bare name is itself. */
export function machineName(reference: string): string {
  return reference.startsWith('arn:') ? (reference.split(':')[6] ?? reference) : reference;
}
