/** A word that this repository does not use, and the field's own word for it. */
interface OldWord {
  readonly pattern: RegExp;
  readonly instead: string;
}

/** One vocabulary in code, states, messages and documents: what an on-call engineer would search for. */
export const oldWords: readonly OldWord[] = [
  { pattern: /errand/i, instead: 'hook' },
  { pattern: /sentinel/i, instead: 'primary-monitor' },
  { pattern: /foresee|foresight/i, instead: 'preview, or dry run' },
  { pattern: /astray/i, instead: 'servesUnhealthySlot' },
  { pattern: /mendsItself|mayMend|mends itself/i, instead: 'self-recovery' },
  { pattern: /last-?words/i, instead: 'TaskFailureDetails' },
  { pattern: /sightings?/i, instead: 'MetricSnapshot' },
  { pattern: /hear-?deployment|heardDeployment/i, instead: 'mirror-deployment' },
  { pattern: /tell-?facts|fact-?teller/i, instead: 'publish-events' },
  { pattern: /primary-?news/i, instead: 'PrimaryState' },
  { pattern: /call-?next|turnsOf|wait-?for-?turn|waiting-?line/i, instead: 'queue, DispatchNext' },
  { pattern: /night-?(?:rest|watch)|rest-?services/i, instead: 'off-hours' },
  { pattern: /where(?:Inconclusive|Unclear)/i, instead: 'inconclusivePolicy' },
  { pattern: /aftermath/i, instead: 'RollbackSituation' },
  { pattern: /clump/i, instead: 'overdispersion, or bursts' },
  { pattern: /\bfallen\b/i, instead: 'rollbackReason' },
  { pattern: /patience/i, instead: 'softTimeout, or a timeout' },
  { pattern: /naming-?failures/i, instead: 'normalizeAwsErrors' },
  { pattern: /somebody-?else-?is/i, instead: 'LockLost' },
  { pattern: /word-?noted|read-?word/i, instead: 'CommandRecorded, ReadCommand' },
  { pattern: /(?:judge|watch)-?is-?blind/i, instead: 'MetricsUnavailable, MonitorDegraded' },
  { pattern: /served-?place/i, instead: 'RegionFixture' },
  { pattern: /told-?pages/i, instead: 'sent-pages' },
  { pattern: /happenings/i, instead: 'scenario-events' },
  { pattern: /image-?shelf/i, instead: 'FakeRegistry' },
  { pattern: /is-?for-?nobody|nobodyWaits/i, instead: 'what it means: matchesNoRequest, NothingWaits' },
  { pattern: /\b(?:some|no|any|every)body\b|\bwhoever\b/i, instead: 'the actor: a person, an execution, every user' },
];
