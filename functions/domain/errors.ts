/** Step Functions matches errors by name, so each error is a name with a message for people. */
const named = <const Name extends string>(name: Name) =>
  class extends Error {
    override readonly name = name;
  };

/** Lists all faults of a request in one message. */
export class RequestRejected extends named('RequestRejected') {}
/** Another change of the same service is running. */
export class ServiceBusy extends named('ServiceBusy') {}
/** A newer request waits or runs in place of this one. */
export class Superseded extends named('Superseded') {}
/** The account and the ledger disagree. A person must investigate. */
export class StateMismatch extends named('StateMismatch') {}
/** The account's quota does not allow the tasks of both versions at once. */
export class QuotaReached extends named('QuotaReached') {}
/** Another owner holds the lock now. The step with the old plan must stop. */
export class TakenOver extends named('TakenOver') {}
export class ImageMissing extends named('ImageMissing') {}
export class BuildFailed extends named('BuildFailed') {}
/** The registry has not finished the vulnerability scan. */
export class ScanUnderWay extends named('ScanUnderWay') {}
/** The registry cannot scan the image for vulnerabilities. */
export class ScanImpossible extends named('ScanImpossible') {}
export class FindingsRefused extends named('FindingsRefused') {}
/** The image has not been copied to the standby region yet. */
export class CopyUnderWay extends named('CopyUnderWay') {}
/** The snapshot of the database is not complete yet. */
export class SnapshotUnderWay extends named('SnapshotUnderWay') {}
/** The snapshot cannot be taken. The database is not migrated without one. */
export class SnapshotImpossible extends named('SnapshotImpossible') {}
/** Tasks are still starting or stopping. */
export class RolloutUnderWay extends named('RolloutUnderWay') {}
export class RolloutFailed extends named('RolloutFailed') {}
/** Too few targets pass their health check. They may still be warming up. */
export class SlotNotHealthy extends named('SlotNotHealthy') {}
/** All targets are healthy, but too many responses of the service's health endpoints are bad. */
export class HealthScoreTooLow extends named('HealthScoreTooLow') {}
/** The load balancer shows weights that this shift did not set: something else moves traffic, too. */
export class WeightsChanged extends named('WeightsChanged') {}
/** The load balancer does not show the requested weights yet. */
export class WeightsNotInPlace extends named('WeightsNotInPlace') {}
/** The slot that traffic returns to does not have enough healthy tasks yet. */
export class CapacityNotBack extends named('CapacityNotBack') {}
/** The old slot still gets traffic, so its tasks must not be stopped. */
export class TrafficNotGone extends named('TrafficNotGone') {}
/** A person sent a command to a service that is not waiting for one. */
export class NothingWaits extends named('NothingWaits') {}

/** AWS throttles the call, or does not respond. Any call may throw these, and every definition retries them. */
export class Throttled extends named('Throttled') {}
export class Unavailable extends named('Unavailable') {}

/** Another failover is running. Nothing pre-empts it. */
export class FailoverBusy extends named('FailoverBusy') {}
/** The primary region failed during a deployment, whose rollback is expected to repair it. */
export class PrimaryRecoversItself extends named('PrimaryRecoversItself') {}
/** A person cancelled the failover. */
export class Cancelled extends named('Cancelled') {}
/** A deployment in the standby region has not ended yet. */
export class DeploymentUnderWay extends named('DeploymentUnderWay') {}
/** The standby region does not have enough healthy tasks yet. */
export class CapacityNotThere extends named('CapacityNotThere') {}
/** The database is not the writer yet. */
export class PromotionUnderWay extends named('PromotionUnderWay') {}
/** The switch does not show the requested share yet. */
export class SwitchNotInPlace extends named('SwitchNotInPlace') {}
/** Traffic does not arrive in the target region yet. */
export class TrafficNotArrived extends named('TrafficNotArrived') {}
/** The primary region cannot take its traffic back. */
export class PrimaryNotReady extends named('PrimaryNotReady') {}
