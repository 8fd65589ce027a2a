/** `app/name/id`, as metrics name a load balancer, from the ARN of one of its rules. */
export const loadBalancerOf = (listenerRule: string): string =>
  (listenerRule.split('listener-rule/')[1] ?? '').split('/').slice(0, 3).join('/');

/** `targetgroup/name/id` */
export const nameOfTargetGroup = (arn: string): string => arn.split(':').at(-1) ?? '';
