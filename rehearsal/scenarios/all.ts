import { firstDeployment } from './first-deployment.ts';
import { goodRelease } from './good-release.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [goodRelease, firstDeployment];

export const scenarioNamed = (name: string): Scenario | undefined =>
  scenarios.find((scenario) => scenario.name === name);
