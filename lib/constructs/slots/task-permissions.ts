import * as iam from 'aws-cdk-lib/aws-iam';
import type { Permissions } from '#wire/container.ts';
import { acknowledge } from '#constructs/acknowledge.ts';

/** What the users' configuration lets their own service do. How wide that is, is theirs to say. */
export function grantTo(role: iam.Role, { policies, statements }: Permissions): void {
  for (const [index, arn] of policies.entries()) {
    role.addManagedPolicy(iam.ManagedPolicy.fromManagedPolicyArn(role, `Policy-${index}`, arn));
    acknowledge(role, `IAM4[Policy::${arn}]`, named);
  }
  for (const { actions, resources } of statements) {
    role.addToPrincipalPolicy(new iam.PolicyStatement({ actions: [...actions], resources: [...resources] }));
    for (const action of actions.filter(hasWildcard)) acknowledge(role, `IAM5[Action::${action}]`, named);
    for (const resource of resources.filter(hasWildcard)) acknowledge(role, `IAM5[Resource::${resource}]`, named);
  }
}

const named = 'The configuration names it for the service itself';

const hasWildcard = (text: string): boolean => text.includes('*');
