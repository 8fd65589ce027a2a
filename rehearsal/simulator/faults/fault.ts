/** Where something can break, named so that a person finds it: the nth time that it comes up in a run, from 1. */
export interface Place {
  readonly kind: 'call' | 'state' | 'event';
  /** `SetWeight.router.setWeights`, `traffic-shift/SetWeight`, `event/Deployment Requested`. */
  readonly name: string;
  readonly nth: number;
  /** Of a state that is entered while no deployment runs. */
  readonly isAlone?: true;
}

export interface Fault extends Place {
  readonly how: string;
}

export const OUTAGE_SECONDS = 300;

/** What can happen to a call of a port. Where it has an effect, each may strike before it or after. */
export const callFaults = {
  throttled: 'the service asks to slow down',
  refused: 'the service refuses with an error that its model does not declare',
  hangs: 'no answer comes: the function runs into its own timeout',
  killed: 'the function dies there, out of memory',
} as const;

/** What else can happen to a call that changes the account. */
export const changeFaults = {
  undone: 'the call succeeds, and another person undoes its effect at once',
} as const;

/** What can happen to everything that one port asks of its service, from this call on. */
export const outageFaults = {
  outage: `its service is down for ${OUTAGE_SECONDS / 60} minutes and answers every call with an error`,
  'silent-outage': `its service is down for ${OUTAGE_SECONDS / 60} minutes and answers no call`,
} as const;

/** A shift must tolerate the loss of its signals: without these no version may pass, and no execution may hang. */
const watched = /\.(metrics|alarms)\./;
const changes = /\.(router\.setWeights|platform\.run|platform\.stop)$/;

/** What can happen to a state as it is entered. */
export const stateFaults = {
  stopped: 'a person stops this execution in the console',
  'stopped-at-the-root': 'a person stops the root execution',
  'timed-out': 'the machine’s own timeout strikes',
} as const;

/** What can happen to an event on its way. */
export const eventFaults = {
  lost: 'it is never delivered',
  twice: 'it is delivered again half a second later',
  'twice-late': 'it is delivered again when all is over',
  late: 'it is delivered two minutes late',
} as const;

/** These calls only read: they have no effect that a fault could follow. */
const questions: Readonly<Record<string, readonly string[]>> = {
  alarms: ['ringing'],
  arriving: ['seen'],
  catalogue: ['find', 'names'],
  database: ['status'],
  executions: ['isRunning', 'failureOf'],
  failovers: ['atWork', 'run', 'standing', 'watch'],
  history: ['latest'],
  ledger: ['progress', 'state'],
  line: ['all'],
  lock: ['holder'],
  metrics: ['minutes'],
  primaryState: ['alarms', 'deployments'],
  platform: ['status'],
  registry: ['find', 'hasCopy'],
  releases: ['list'],
  router: ['addresses', 'health', 'weights'],
  metricSnapshots: ['last'],
  signals: ['votes'],
  stopped: ['diedSince', 'lastOf', 'of'],
  takeover: ['standbyShare'],
  testRoute: ['ask'],
  waits: ['find'],
};

export const onlyAsks = (port: string, method: string): boolean => questions[port]?.includes(method) === true;

function waysToBreak({ kind, name }: Pick<Place, 'kind' | 'name'>): readonly string[] {
  if (kind === 'state') return Object.keys(stateFaults);
  if (kind === 'event') return Object.keys(eventFaults);
  const [, port = '', method = ''] = name.split('.');
  const usual = Object.keys(callFaults).flatMap((how) => (onlyAsks(port, method) ? [how] : [how, `${how}-after`]));
  return [
    ...usual,
    ...(changes.test(name) ? Object.keys(changeFaults) : []),
    ...(watched.test(name) ? Object.keys(outageFaults) : []),
  ];
}

export const faultsAt = (place: Place): Fault[] => waysToBreak(place).map((how) => ({ ...place, how }));

/** Every way to break, in words. */
export const allFaults: Readonly<Record<string, string>> = {
  ...callFaults,
  ...changeFaults,
  ...outageFaults,
  ...stateFaults,
  ...eventFaults,
};

/** A fault in words, without its place. */
export function describeFault({ how }: Fault): string {
  const what = allFaults[how.replace('-after', '')] ?? how;
  return how.endsWith('-after') ? `${what}, after its effect` : what;
}

export const formatFault = ({ name, nth, how }: Fault): string => `${name}#${nth} ${how}`;

export const formatFaults = (faults: readonly Fault[]): string => faults.map(formatFault).join(' + ');

const pattern = /^(?<name>[^#]+)#(?<nth>[1-9]\d*) (?<how>[a-z-]+)$/;

/** Reads what `formatFaults` writes; the message of its error says what would be right. */
export function parseFaults(text: string): Fault[] {
  return text.split(' + ').map((one) => {
    const { name, nth, how } = (pattern.exec(one.trim())?.groups ?? {}) as Partial<Record<string, string>>;
    const kind = name === undefined ? undefined : kindOf(name);
    if (name === undefined || nth === undefined || how === undefined || kind === undefined) {
      throw new Error(`"${one}" is no fault. For example: "SetWeight.router.setWeights#2 throttled-after"`);
    }
    const ways = waysToBreak({ kind, name });
    if (!ways.includes(how)) throw new Error(`${name} cannot be broken by "${how}". It can by: ${ways.join(', ')}.`);
    return { kind, name, nth: Number(nth), how };
  });
}

export const isOutage = ({ how }: Fault): boolean => how in outageFaults;

/** `LookAtBakes.metrics.minutes` asks the port `metrics`. */
export const portOf = ({ name }: Pick<Place, 'name'>): string | undefined => name.split('.')[1];

function kindOf(name: string): Place['kind'] | undefined {
  if (name.startsWith('event/')) return 'event';
  if (name.includes('/')) return 'state';
  return name.includes('.') ? 'call' : undefined;
}
