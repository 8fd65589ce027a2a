/** What a definition may contain. Everything else is refused, so that no feature passes as rehearsed that is not. */
const EVERYWHERE = ['Type', 'Comment', 'QueryLanguage'];
const RECOVERY = ['Retry', 'Catch'];
const ONWARD = ['Next', 'End'];
const RESULT = ['Assign', 'Output'];

export const STATE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [
    ...EVERYWHERE,
    ...ONWARD,
    ...RESULT,
    ...RECOVERY,
    'Resource',
    'Arguments',
    'TimeoutSeconds',
    'HeartbeatSeconds',
  ],
  Pass: [...EVERYWHERE, ...ONWARD, ...RESULT],
  Wait: [...EVERYWHERE, ...ONWARD, ...RESULT, 'Seconds', 'Timestamp'],
  Choice: [...EVERYWHERE, ...RESULT, 'Choices', 'Default'],
  Parallel: [...EVERYWHERE, ...ONWARD, ...RESULT, ...RECOVERY, 'Branches', 'Arguments'],
  Map: [...EVERYWHERE, ...ONWARD, ...RESULT, ...RECOVERY, 'Items', 'ItemSelector', 'ItemProcessor', 'MaxConcurrency'],
  Succeed: [...EVERYWHERE, 'Output'],
  Fail: [...EVERYWHERE, 'Error', 'Cause'],
};

export const MACHINE_FIELDS = ['Comment', 'QueryLanguage', 'Version', 'StartAt', 'States', 'TimeoutSeconds'];
export const BRANCH_FIELDS = ['Comment', 'StartAt', 'States'];
export const PROCESSOR_FIELDS = [...BRANCH_FIELDS, 'ProcessorConfig'];
export const RULE_FIELDS = ['Comment', 'Condition', 'Next', ...RESULT];
export const CATCHER_FIELDS = ['Comment', 'ErrorEquals', 'Next', ...RESULT];
export const RETRIER_FIELDS = [
  'Comment',
  'ErrorEquals',
  'IntervalSeconds',
  'BackoffRate',
  'MaxAttempts',
  'MaxDelaySeconds',
  'JitterStrategy',
];

const JSONPATH_FIELDS = new Set([
  'InputPath',
  'OutputPath',
  'Parameters',
  'Result',
  'ResultPath',
  'ResultSelector',
  'ItemsPath',
  'Iterator',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'MaxConcurrencyPath',
  'ErrorPath',
  'CausePath',
  'Variable',
  'And',
  'Or',
  'Not',
]);

const DISTRIBUTED_FIELDS = new Set([
  'ItemReader',
  'ItemBatcher',
  'ResultWriter',
  'Label',
  'ToleratedFailureCount',
  'ToleratedFailurePercentage',
]);

/** Why a field that is not allowed here is refused. */
export function refusal(field: string): string {
  if (JSONPATH_FIELDS.has(field)) return 'is a JSONPath field: only JSONata machines are run';
  if (DISTRIBUTED_FIELDS.has(field)) return 'belongs to distributed Maps: only inline Maps are run';
  return 'is not a known field here';
}
