import type * as ec2 from 'aws-cdk-lib/aws-ec2';

/**
 * Public subnets at 10.0.1.0/24 and 10.0.2.0/24, private ones at 10.0.101.0/24 and 10.0.102.0/24: a plan that people
 * recognise. The library's own allocation starts at 10.0.0.0 and takes no addresses from us.
 */
export const subnetPlan: ec2.IIpAddresses = {
  allocateVpcCidr: () => ({ cidrBlock: '10.0.0.0/16' }),
  allocateSubnetsCidr: ({ requestedSubnets }) => ({
    allocatedSubnets: requestedSubnets.map(({ configuration }, i) => {
      const first = configuration.name === 'public' ? 1 : 101;
      const nth = requestedSubnets
        .slice(0, i)
        .filter((other) => other.configuration.name === configuration.name).length;
      return { cidr: `10.0.${first + nth}.0/24` };
    }),
  }),
};
