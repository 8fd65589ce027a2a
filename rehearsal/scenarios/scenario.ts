import type { Hooks } from '#domain/deployment/hook.ts';
import type { ShiftStep } from '#domain/strategy/strategy.ts';
import type { Judging } from '#domain/strategy/strategy.ts';
import type { Approval, Saying } from '#domain/ledger/wait.ts';
import type { Stage } from '#domain/deployment/stages.ts';
import type { RegionPlot } from './regions/plot.ts';

/** A story in domain words. It says what happens and how it must end, never where it is played. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** One or two sentences: what a reader learns by watching. */
  readonly story: string;
  readonly given: Given;
  readonly when: readonly ScenarioEvent[];
  readonly then: Expectation;
  /** For a story between two regions: replaces `when` and `then`. */
  readonly plot?: RegionPlot;
  /** Until the deployment enters this stage, the story equals others; the explorer breaks it only from there on. */
  readonly differsFrom?: Stage;
}

export interface Given {
  /** The image that has the traffic when the story begins; unset, nothing has been deployed. */
  readonly live?: string;
  readonly requestsPerSecond: number;
  /** How busy requests keep the tasks; unset, nothing scales. A high load has already made the slot grow. */
  readonly load?: Load;
  /** The weight that a person has given the slot without tasks in the console of the load balancer, in percent. */
  readonly emptySlotShare?: number;
  /** How many of the account's 140 vCPUs run when the new version is requested; unknown by default. */
  readonly vcpusUsed?: number;
  /** The service's own hooks; none by default. */
  readonly hooks?: Hooks;
  /** Whether a person has to approve before anything changes; not by default. */
  readonly approvalRequired?: true;
}

export type Load = 'high' | 'low';

/** One request for a deployment, and what people do while it runs. */
export interface ScenarioEvent {
  readonly deploy: {
    readonly image: string;
    readonly steps: readonly ShiftStep[];
    readonly reason: string;
    /** Requests the release before the live one without naming an image; `image` says which one that has to be. */
    readonly restore?: true;
    readonly onBusy?: OnBusy;
    readonly dryRun?: true;
    /** How it is judged, where the defaults are not what the story is about. */
    readonly judging?: Judging;
  };
  /** How often the event is delivered; once by default. */
  readonly deliveries?: number;
  /** The request names the image, but it has not been pushed. */
  readonly imageMissing?: boolean;
  /** The image is a commit that has not been built yet: the request names it as source. */
  readonly fromSource?: boolean;
  readonly meanwhile?: Meanwhile;
}

/** What a request does while another one holds the service. */
export type OnBusy = 'reject' | 'queue' | 'supersede';

export interface Meanwhile {
  /** When the deployment enters this stage. */
  readonly at: Stage;
  /** Not before the new version has this share of the traffic, in percent. */
  readonly share?: number;
  readonly act: Act;
}

/** A request that comes while another one is at work. */
export interface Another {
  readonly image: string;
  readonly onBusy: OnBusy;
  readonly deliveries?: number;
}

export type Act =
  /** A person takes a while to make up their mind, unless they are quick. */
  | { readonly kind: 'stop'; readonly quick?: true }
  /** A person gives the new version this share in the console of the load balancer. */
  | { readonly kind: 'move-weight'; readonly share: number }
  | { readonly kind: 'request'; readonly requests: readonly Another[] }
  | { readonly kind: 'load'; readonly load: Load }
  /** One update of the stack that changes no task, and one that would replace them. */
  | { readonly kind: 'update-stack' }
  /** An alarm of the new version's slot goes into ALARM. */
  | { readonly kind: 'alarm'; readonly what: string }
  /** A person who is asked decides. */
  | { readonly kind: 'say'; readonly say: Saying | Approval; readonly by: string; readonly why: string };

export interface Expectation {
  /** How the deployments end, in the order in which they began. */
  readonly deployments: readonly Ending[];
  readonly live: string;
  /** Requests that may fail from the moment that a healthy slot exists. */
  readonly failedRequests: number;
  /** The live slot gives up a task when all is over. */
  readonly shrinks?: boolean;
}

export type Ending = 'succeeded' | 'failed' | 'stopped';
