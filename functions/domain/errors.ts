/** Step Functions decides by name, so an error of ours is a name with a sentence for people. */
const named = <const Name extends string>(name: Name) =>
  class extends Error {
    override readonly name = name;
  };

/** Everything wrong with a request, in one message. */
export class RequestRejected extends named('RequestRejected') {}
/** Another change of the same service is under way. */
export class ServiceBusy extends named('ServiceBusy') {}
/** A newer request waits, or runs, in its place. */
export class Superseded extends named('Superseded') {}
/** The account and the ledger disagree; a person has to look. */
export class StateMismatch extends named('StateMismatch') {}
/** The account may not run as many tasks as both versions need together. */
export class QuotaReached extends named('QuotaReached') {}
/** Somebody else has taken over the service since: whoever works with the old plan has to stop. */
export class TakenOver extends named('TakenOver') {}
export class ImageMissing extends named('ImageMissing') {}
export class BuildFailed extends named('BuildFailed') {}
/** The registry is still looking for vulnerabilities. */
export class ScanUnderWay extends named('ScanUnderWay') {}
/** Nobody can say whether the image has vulnerabilities. */
export class ScanImpossible extends named('ScanImpossible') {}
export class FindingsRefused extends named('FindingsRefused') {}
/** The standby region does not have the image yet. */
export class CopyUnderWay extends named('CopyUnderWay') {}
/** The database is still being copied. */
export class SnapshotUnderWay extends named('SnapshotUnderWay') {}
/** Without a copy to go back to, a database is not changed. */
export class SnapshotImpossible extends named('SnapshotImpossible') {}
/** Tasks are still starting or stopping. */
export class RolloutUnderWay extends named('RolloutUnderWay') {}
export class RolloutFailed extends named('RolloutFailed') {}
/** Too few targets answer their health check; they may be warming up. */
export class SlotNotHealthy extends named('SlotNotHealthy') {}
/** Every target is healthy, but too many of the answers of the service's own health endpoints are bad. */
export class HealthScoreTooLow extends named('HealthScoreTooLow') {}
/** The load balancer shows weights that this shift has not put there: somebody else moves traffic, too. */
export class WeightsChanged extends named('WeightsChanged') {}
/** The load balancer does not show the weights that were asked for, yet. */
export class WeightsNotInPlace extends named('WeightsNotInPlace') {}
/** The slot that traffic returns to has fewer healthy tasks than it needs, so far. */
export class CapacityNotBack extends named('CapacityNotBack') {}
/** The old slot still takes traffic: its tasks must not be stopped. */
export class TrafficNotGone extends named('TrafficNotGone') {}
/** A person said something to a service of which nothing waits for a word. */
export class NothingWaits extends named('NothingWaits') {}

/** AWS asks to slow down, or does not answer: true of any call, and retried by every definition. */
export class Throttled extends named('Throttled') {}
export class Unavailable extends named('Unavailable') {}

/** Another failover is at work: nothing pre-empts it. */
export class FailoverBusy extends named('FailoverBusy') {}
/** The primary is down while it deploys: it is left to take that back by itself. */
export class PrimaryRecoversItself extends named('PrimaryRecoversItself') {}
/** A person took their failover back. */
export class Cancelled extends named('Cancelled') {}
/** A deployment in the standby is still being brought to a good end. */
export class DeploymentUnderWay extends named('DeploymentUnderWay') {}
/** The standby has fewer healthy tasks than it needs, yet. */
export class CapacityNotThere extends named('CapacityNotThere') {}
/** The database has not become the writer, yet. */
export class PromotionUnderWay extends named('PromotionUnderWay') {}
/** The switch does not show the share that was asked for, yet. */
export class SwitchNotInPlace extends named('SwitchNotInPlace') {}
/** Users do not arrive where they were sent, yet. */
export class TrafficNotArrived extends named('TrafficNotArrived') {}
/** The primary cannot take its traffic back. */
export class PrimaryNotReady extends named('PrimaryNotReady') {}
