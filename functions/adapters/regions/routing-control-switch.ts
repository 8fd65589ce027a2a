import {
  GetRoutingControlStateCommand,
  type Route53RecoveryClusterClient,
  UpdateRoutingControlStatesCommand,
} from '@aws-sdk/client-route53-recovery-cluster';
import { Unavailable } from '#domain/errors.ts';
import type { SwitchSetting } from '#domain/failover/settings.ts';
import type { Share } from '#domain/failover/shares.ts';
import type { TakeoverSwitch } from '#ports/regions/takeover-switch.ts';

type Setting = Extract<SwitchSetting, { kind: 'routing-control' }>;
type Endpoint = Setting['endpoints'][number];

/** An existing pair of routing controls: all or nothing. Its cluster answers in five regions, and any one will do. */
export class RoutingControlSwitch implements TakeoverSwitch {
  readonly #clientAt: (endpoint: Endpoint) => Route53RecoveryClusterClient;
  readonly #setting: Setting;

  constructor(clientAt: (endpoint: Endpoint) => Route53RecoveryClusterClient, setting: Setting) {
    this.#clientAt = clientAt;
    this.#setting = setting;
  }

  async standbyShare(): Promise<number> {
    const { RoutingControlState } = await this.#anywhere((client) =>
      client.send(new GetRoutingControlStateCommand({ RoutingControlArn: this.#setting.standby })),
    );
    return RoutingControlState === 'On' ? 100 : 0;
  }

  /** A small share is none: it becomes something only when it is all. */
  async giveStandby(share: Share): Promise<void> {
    const state = (on: boolean) => (on ? 'On' : 'Off');
    await this.#anywhere((client) =>
      client.send(
        new UpdateRoutingControlStatesCommand({
          UpdateRoutingControlStateEntries: [
            { RoutingControlArn: this.#setting.standby, RoutingControlState: state(share === 100) },
            { RoutingControlArn: this.#setting.primary, RoutingControlState: state(share !== 100) },
          ],
        }),
      ),
    );
  }

  async #anywhere<T>(ask: (client: Route53RecoveryClusterClient) => Promise<T>): Promise<T> {
    const failures: string[] = [];
    for (const endpoint of this.#setting.endpoints) {
      try {
        return await ask(this.#clientAt(endpoint));
      } catch (error) {
        failures.push(`${endpoint.region}: ${(error as Error).message}`);
      }
    }
    throw new Unavailable(`No endpoint of the routing control's cluster answers: ${failures.join('; ')}`);
  }
}
