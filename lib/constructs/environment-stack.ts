import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** What services run on where it is not Sluice's own: by these names alone it is reached. */
export interface Adopted {
  /** The name of a cluster. */
  readonly cluster?: string;
  /** `app/name/id/id`, of a listener. */
  readonly listener?: string;
}

export interface EnvironmentStackProps extends StackProps {
  readonly environmentName: string;
  readonly adopted?: Adopted;
}

/** A stack whose grants know which cluster and listener they are for. */
export class EnvironmentStack extends Stack {
  readonly adopted: Adopted;

  constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    super(scope, id, props);
    this.adopted = props.adopted ?? {};
  }
}

export const adoptedIn = (stack: Stack): Adopted => (stack instanceof EnvironmentStack ? stack.adopted : {});
