import { Stack } from 'aws-cdk-lib';
import * as route53 from 'aws-cdk-lib/aws-route53';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { type Portion, portions } from '#domain/failover/shares.ts';
import { takeoverNames } from './takeover-names.ts';

export interface TakeoverRecordsProps {
  readonly domain: string;
  readonly hostedZone: string;
  readonly primaryRegion: string;
  readonly scheme: 'https' | 'http';
  /** What the checkers ask the primary for. */
  readonly healthPath: string;
  /** The switch: a bucket of its own, or the control that is on while the primary serves. */
  readonly switchedBy: { readonly bucket: s3.IBucket } | { readonly control: string };
}

/** A name server tells a client again after this long at the latest; alias records to load balancers have a minute. */
const quickSeconds = '5';

/**
 * Every record and health check that a failover needs, made beforehand: nothing here changes while one runs. The users'
 * name is split into weighted portions, each a failover pair that hangs on a switch of its own, so that traffic can come
 * back in steps without a change of a record.
 */
export class TakeoverRecords extends Construct {
  readonly #props: TakeoverRecordsProps;
  readonly #names: ReturnType<typeof takeoverNames>;

  constructor(scope: Construct, id: string, props: TakeoverRecordsProps) {
    super(scope, id);
    this.#props = props;
    this.#names = takeoverNames(props.domain);
    const standbyRegion = Stack.of(this).region;
    const switches = new Map(portions.map((portion) => [portion, this.#switchOf(portion)]));
    for (const [portion, healthCheckId] of switches) {
      this.#weigh(portion);
      const name = this.#names.portion(portion);
      this.#aliasPair(name, healthCheckId, [
        this.#names.region(props.primaryRegion),
        this.#names.region(standbyRegion),
      ]);
    }
    this.#textPair(this.#names.serving, switches.get(50) ?? '', [props.primaryRegion, standbyRegion]);
    this.#textPair(this.#names.checkers, this.#checkers(), ['healthy', 'unhealthy']);
  }

  /** Red while the switch is on: the object exists, and the check is inverted. */
  #switchOf(portion: Portion): string {
    const { switchedBy } = this.#props;
    const config: route53.CfnHealthCheck.HealthCheckConfigProperty =
      'control' in switchedBy
        ? { type: 'RECOVERY_CONTROL', routingControlArn: switchedBy.control }
        : {
            type: 'HTTPS',
            fullyQualifiedDomainName: switchedBy.bucket.bucketRegionalDomainName,
            port: 443,
            resourcePath: `/standby-serves/${portion}`,
            enableSni: true,
            requestInterval: 10,
            failureThreshold: 1,
            inverted: true,
          };
    return this.#check(`Switch-${portion}`, `Does the standby serve portion ${portion}? (inverted)`, config);
  }

  #checkers(): string {
    const { primaryRegion, scheme, healthPath } = this.#props;
    return this.#check('Primary', 'Is the primary well, seen from many places?', {
      type: scheme === 'https' ? 'HTTPS' : 'HTTP',
      fullyQualifiedDomainName: this.#names.region(primaryRegion),
      port: scheme === 'https' ? 443 : 80,
      resourcePath: healthPath,
      ...(scheme === 'https' && { enableSni: true }),
      requestInterval: 10,
      failureThreshold: 1,
    });
  }

  #check(id: string, name: string, healthCheckConfig: route53.CfnHealthCheck.HealthCheckConfigProperty): string {
    const healthCheckTags = [{ key: 'Name', value: name }];
    return new route53.CfnHealthCheck(this, id, { healthCheckConfig, healthCheckTags }).attrHealthCheckId;
  }

  #weigh(portion: Portion): void {
    const { domain } = this.#props;
    this.#record(`Portion-${portion}`, {
      name: domain,
      type: 'A',
      setIdentifier: `portion-${portion}`,
      weight: portion,
      aliasTarget: this.#alias(this.#names.portion(portion)),
    });
  }

  #aliasPair(name: string, healthCheckId: string, [primary, standby]: readonly [string, string]): void {
    this.#pair(name, healthCheckId, { type: 'A' }, [
      { aliasTarget: this.#alias(primary) },
      { aliasTarget: this.#alias(standby) },
    ]);
  }

  #textPair(name: string, healthCheckId: string, [primary, standby]: readonly [string, string]): void {
    const text = (words: string) => ({ resourceRecords: [`"${words}"`] });
    this.#pair(name, healthCheckId, { type: 'TXT', ttl: quickSeconds }, [text(primary), text(standby)]);
  }

  /** The second record hangs on no check: where everything is red, there is still an answer. */
  #pair(
    name: string,
    healthCheckId: string,
    common: Pick<route53.CfnRecordSetProps, 'type' | 'ttl'>,
    [primary, standby]: readonly [Partial<route53.CfnRecordSetProps>, Partial<route53.CfnRecordSetProps>],
  ): void {
    const part = name.split('.')[0] ?? name;
    const first = { ...common, ...primary, failover: 'PRIMARY', setIdentifier: 'primary', healthCheckId };
    this.#record(`${part}-primary`, { name, ...first });
    this.#record(`${part}-standby`, { name, ...common, ...standby, failover: 'SECONDARY', setIdentifier: 'standby' });
  }

  #alias(dnsName: string): route53.CfnRecordSet.AliasTargetProperty {
    return { dnsName, hostedZoneId: this.#props.hostedZone, evaluateTargetHealth: false };
  }

  #record(id: string, record: route53.CfnRecordSetProps): void {
    new route53.CfnRecordSet(this, id, { hostedZoneId: this.#props.hostedZone, ...record });
  }
}
