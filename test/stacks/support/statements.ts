import { type Found, resourcesIn, type StackTemplate } from './templates.ts';

/** One thing that a role may do. */
export interface Permission {
  readonly stack: string;
  /** The logical id of the role. */
  readonly role: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** All permissions of roles, from separate policies and inline ones. */
export function permissionsIn(templates: readonly StackTemplate[]): readonly Permission[] {
  return resourcesIn(templates).flatMap((resource) => {
    if (resource.Type === 'AWS::IAM::ManagedPolicy') throw new Error(`${resource.id}: no test reads managed policies`);
    if (resource.Type === 'AWS::IAM::Policy')
      return (resource.Properties['Roles'] as { Ref: string }[]).flatMap(({ Ref: role }) =>
        read(resource, role, resource.Properties['PolicyDocument'].Statement),
      );
    if (resource.Type !== 'AWS::IAM::Role') return [];
    const inline = (resource.Properties['Policies'] ?? []) as { PolicyDocument: { Statement: Statement[] } }[];
    return inline.flatMap(({ PolicyDocument }) => read(resource, resource.id, PolicyDocument.Statement));
  });
}

const read = ({ stack }: Found, role: string, statements: readonly Statement[]): readonly Permission[] =>
  statements
    .filter(({ Effect }) => Effect === 'Allow')
    .map(({ Action, Resource }) => ({
      stack,
      role,
      actions: [Action].flat(),
      resources: [Resource]
        .flat()
        .map((resource) => (typeof resource === 'string' ? resource : JSON.stringify(resource))),
    }));

/** The region of a resource: `*` where a permission holds in all, undefined where it names none or is in its own stack. */
export const regionOf = (resource: string): string | undefined =>
  resource === '*' ? '*' : /arn:[^:]+:[a-z0-9-]+:([a-z0-9*-]+):/.exec(resource)?.[1];
