import { Annotations, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { ExistingNetwork } from '#config/sluice-config.ts';
import { acknowledge } from '#constructs/acknowledge.ts';
import { Firewall } from '#constructs/network/firewall.ts';
import { nameIn } from '#constructs/names.ts';
import { privateLogGroup } from '#constructs/workflows/private-log-group.ts';
import { subnetPlan } from '#constructs/network/subnet-plan.ts';

export interface NetworkStackProps extends StackProps {
  readonly environmentName: string;
  /** One for each zone where an outage of a zone must not cut the others off. */
  readonly natGateways: number;
  /** Whether the load balancer has to be unlocked by hand before it can be deleted. */
  readonly locked: boolean;
  /** Where everything goes in place of a network of its own. */
  readonly existing?: ExistingNetwork;
  /** In ACM, in the region of the stack; without one requests come over plain HTTP. */
  readonly certificateArn?: string;
  /** Requests that one address may send within five minutes. */
  readonly rateLimit: number;
}

/** What services run on: network, load balancer, cluster. */
export class NetworkStack extends Stack {
  readonly vpc: ec2.IVpc;
  /** Of functions that talk to tasks past the load balancer: the tasks' security groups let it in. */
  readonly inside: ec2.SecurityGroup;
  readonly cluster: ecs.ICluster;
  readonly listener: elb.IApplicationListener;
  readonly loadBalancer: elb.IApplicationLoadBalancer;
  /** `app/name/id`, as metrics call it. */
  readonly loadBalancerFullName: string;
  /** Undefined for a load balancer that Sluice does not own. */
  readonly ownLoadBalancer: elb.ApplicationLoadBalancer | undefined;

  constructor(scope: Construct, id: string, props: NetworkStackProps) {
    super(scope, id, props);
    this.vpc = props.existing === undefined ? this.#network(props) : this.#adopt(props.existing);
    this.inside = new ec2.SecurityGroup(this, 'Inside', {
      vpc: this.vpc,
      description: 'Functions that verify a version before it takes traffic',
    });
    const { cluster, listener } = props.existing ?? {};
    this.cluster =
      cluster === undefined
        ? this.#makeCluster(props)
        : ecs.Cluster.fromClusterAttributes(this, 'Cluster', { clusterName: cluster, vpc: this.vpc });
    const front = listener === undefined ? this.#makeFront(props) : this.#adoptFront(listener);
    this.listener = front.listener;
    this.loadBalancer = front.loadBalancer;
    this.loadBalancerFullName = front.loadBalancerFullName;
    this.ownLoadBalancer = front.ownLoadBalancer;
  }

  #makeCluster({ environmentName }: NetworkStackProps): ecs.Cluster {
    return new ecs.Cluster(this, 'Cluster', {
      clusterName: nameIn(environmentName),
      vpc: this.vpc,
      enableFargateCapacityProviders: true,
      containerInsightsV2: ecs.ContainerInsights.ENHANCED,
    });
  }

  #makeFront(props: NetworkStackProps): Front {
    const loadBalancer = new elb.ApplicationLoadBalancer(this, 'LoadBalancer', {
      loadBalancerName: nameIn(props.environmentName),
      vpc: this.vpc,
      internetFacing: true,
      dropInvalidHeaderFields: true,
      deletionProtection: props.locked,
    });
    acknowledge(loadBalancer, 'EC23', 'It serves the internet');
    loadBalancer.logAccessLogs(this.#accessLogs());
    new Firewall(this, 'Firewall', { ...props, loadBalancerArn: loadBalancer.loadBalancerArn });
    return {
      loadBalancer,
      listener: this.#listen(loadBalancer, props.certificateArn),
      loadBalancerFullName: loadBalancer.loadBalancerFullName,
      ownLoadBalancer: loadBalancer,
    };
  }

  /** By name alone: its firewall and its access log belong to the team that created it. */
  #adoptFront({ arn, securityGroup }: NonNullable<ExistingNetwork['listener']>): Front {
    const group = ec2.SecurityGroup.fromSecurityGroupId(this, 'LoadBalancerGroup', securityGroup, { mutable: false });
    return {
      listener: elb.ApplicationListener.fromApplicationListenerAttributes(this, 'Listener', {
        listenerArn: arn,
        securityGroup: group,
      }),
      loadBalancer: elb.ApplicationLoadBalancer.fromApplicationLoadBalancerAttributes(this, 'LoadBalancer', {
        loadBalancerArn: arn.replace(':listener/', ':loadbalancer/').replace(/\/[^/]+$/, ''),
        securityGroupId: securityGroup,
        vpc: this.vpc,
      }),
      loadBalancerFullName: listenerPath(arn).replace(/\/[^/]+$/, ''),
      ownLoadBalancer: undefined,
    };
  }

  /** One listener has the rules of all services, and stays the same when a certificate comes: so do rules and weights. */
  #listen(loadBalancer: elb.ApplicationLoadBalancer, certificateArn: string | undefined): elb.ApplicationListener {
    const encrypted = certificateArn === undefined ? { port: 80 } : { port: 443, certificates: [{ certificateArn }] };
    const listener = loadBalancer.addListener('Listener', {
      ...encrypted,
      // A request that no service's rule takes gets an answer of ours, not some service's.
      defaultAction: elb.ListenerAction.fixedResponse(404, {
        contentType: 'text/plain',
        messageBody: 'No such service',
      }),
    });
    if (certificateArn !== undefined) {
      const redirect = loadBalancer.addListener('Redirect', {
        port: 80,
        defaultAction: elb.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
      });
      // Port 80 is free once the listener has moved to 443.
      redirect.node.addDependency(listener);
    }
    return listener;
  }

  #network({ environmentName, natGateways }: NetworkStackProps): ec2.Vpc {
    const vpc = new ec2.Vpc(this, 'Vpc', {
      vpcName: nameIn(environmentName),
      ipAddresses: subnetPlan,
      maxAzs: 2,
      natGateways,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: 'public', subnetType: ec2.SubnetType.PUBLIC, mapPublicIpOnLaunch: false },
        { name: 'private', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
      ],
    });
    vpc.addFlowLog('FlowLog', {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(
        privateLogGroup(this, 'FlowLogs', `/sluice/${environmentName}/network/flow-logs`),
      ),
      trafficType: ec2.FlowLogTrafficType.REJECT,
    });
    return vpc;
  }

  /** By id alone: nothing of it gets into the template, so nothing of it can be changed or removed. */
  #adopt({ vpc: vpcId, zones }: ExistingNetwork): ec2.IVpc {
    const vpc = ec2.Vpc.fromVpcAttributes(this, 'Vpc', {
      vpcId,
      availabilityZones: Object.keys(zones),
      publicSubnetIds: Object.values(zones).map((zone) => zone.public),
      privateSubnetIds: Object.values(zones).map((zone) => zone.private),
    });
    const id = '@aws-cdk/aws-ec2:noSubnetRouteTableId';
    Annotations.of(vpc).acknowledgeWarning(id, 'No route is made in a network that is not ours');
    return vpc;
  }

  #accessLogs(): s3.Bucket {
    const bucket = new s3.Bucket(this, 'AccessLogs', {
      // The load balancer writes with keys of S3 only.
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      lifecycleRules: [
        {
          transitions: [{ storageClass: s3.StorageClass.INFREQUENT_ACCESS, transitionAfter: Duration.days(30) }],
          expiration: Duration.days(90),
        },
      ],
    });
    acknowledge(bucket, 'S1', 'It holds access logs; logging who reads them would log itself');
    return bucket;
  }
}

type Front = Pick<NetworkStack, 'loadBalancer' | 'listener' | 'loadBalancerFullName' | 'ownLoadBalancer'>;

/** `app/name/id/id`, of the ARN of a listener. */
export const listenerPath = (arn: string): string => arn.split(':listener/')[1] ?? '';
