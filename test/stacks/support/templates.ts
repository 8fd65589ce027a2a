import { rmSync } from 'node:fs';
import type { App } from 'aws-cdk-lib';

/** Any value in a template. */
export type Json = ReturnType<typeof JSON.parse>;

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, Json>>;
}

export interface StackTemplate {
  readonly stack: string;
  readonly environment: string;
  readonly resources: Readonly<Record<string, Resource>>;
  readonly text: string;
}

/** What CloudFormation would get, without the files. */
export function templatesOf(app: App): readonly StackTemplate[] {
  const assembly = app.synth();
  const templates = assembly.stacks.map((artifact) => {
    const template = artifact.template as { Resources: Record<string, Resource> };
    const name = artifact.stackName;
    return {
      stack: artifact.id,
      environment: /^sluice-([a-z]+)-/.exec(name)?.[1] ?? name,
      resources: template.Resources,
      text: JSON.stringify(template),
    };
  });
  rmSync(assembly.directory, { recursive: true });
  return templates;
}

export interface Found extends Required<Resource> {
  readonly stack: string;
  readonly environment: string;
  readonly id: string;
}

export const resourcesIn = (templates: readonly StackTemplate[], type?: string): readonly Found[] =>
  templates
    .flatMap(({ stack, environment, resources }) =>
      Object.entries(resources).map(([id, { Type, Properties = {} }]) => ({
        stack,
        environment,
        id,
        Type,
        Properties,
      })),
    )
    .filter(({ Type }) => type === undefined || Type === type);
