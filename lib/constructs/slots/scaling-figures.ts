/** What makes a slot too small, and for how many minutes. Each of them adds tasks. */
export const tooSmall = {
  cpu: { metric: 'cpu', above: 70, minutes: 2 },
  memory: { metric: 'memory', above: 80, minutes: 2 },
  'response-time': { metric: 'meanSeconds', above: 2, minutes: 5 },
} as const;

/**
 * A load that grows on as it did for the last five minutes will in the next five be this many times what it is. Of so few
 * requests in five minutes the average says nothing.
 */
export const growsFast = { times: 1.5, minutes: 5, enoughRequests: 500 } as const;

/** All of it has to be below, for as long, before a task is taken away. */
export const tooLarge = { cpu: 30, memory: 50, meanSeconds: 0.5, minutes: 15 } as const;

/** For how long a worker's backlog is long before tasks are added, and which share of that is short, and for how long. */
export const backlog = { longMinutes: 3, shortShare: 0.1, shortMinutes: 15 } as const;

/** How many tasks come and go at a time, and for how long after it nothing more does. */
export const scalingSteps = {
  out: { tasks: 2, cooldownSeconds: 300 },
  in: { tasks: 1, cooldownSeconds: 600 },
} as const;

/**
 * What Application Auto Scaling is told. It moves a service into its bounds whenever a stack registers them, so the least
 * is none: the idle slot stays empty. That a slot with traffic keeps its least is for the alarm to see that shrinks it.
 */
export const registeredBounds = ({ max }: { readonly max: number }) => ({ least: 0, most: max });
