import { Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { StepLambda, type StepLambdaProps, stateOf } from '#constructs/workflows/step-lambda.ts';
import { defineContract } from '#runtime/define-contract.ts';
import { bundleOnce, emptyApp } from './support/example.ts';
import { resourcesIn, templatesOf } from './support/templates.ts';

const contract = defineContract({
  name: 'build-image',
  machine: 'deployment',
  purpose: 'An example that reads one variable',
  environment: z.object({ LEDGER_TABLE: z.string() }),
  input: z.object({}),
  output: z.object({}),
  errors: {},
  timeoutSeconds: 7,
});

type Props = StepLambdaProps<typeof contract>;
const given: Props = { contract, environmentName: 'test', environment: { LEDGER_TABLE: 'ledger' } };

// The compiler refuses each of these; were one of them accepted, the unused directive would be the error.
export const refused: readonly Props[] = [
  // @ts-expect-error -- a variable that the contract reads is missing
  { ...given, environment: {} },
  // @ts-expect-error -- its name is misspelled
  { ...given, environment: { LEDGER_TABEL: 'ledger' } },
  // @ts-expect-error -- there is one that the contract does not read
  { ...given, environment: { LEDGER_TABLE: 'ledger', OTHER: 'x' } },
];

describe('the function of a step', () => {
  it('is made from its contract alone', { timeout: 60_000 }, () => {
    bundleOnce();
    const app = emptyApp();
    new StepLambda(new Stack(app, 'Stack'), 'BuildImage', given);
    const [made] = resourcesIn(templatesOf(app), 'AWS::Lambda::Function');
    expect(made?.Properties).toMatchObject({
      FunctionName: 'sluice-test-deployment-build-image',
      Description: 'Stage 2: An example that reads one variable',
      Environment: { Variables: { LEDGER_TABLE: 'ledger' } },
      Timeout: 7,
      Runtime: lambda.Runtime.NODEJS_24_X.name,
      TracingConfig: { Mode: 'Active' },
    });
  });

  it('stands behind the state of its name', () => {
    expect(stateOf({ name: 'judge-canary' })).toBe('JudgeCanary');
    expect(stateOf({ name: 'admit' })).toBe('Admit');
  });
});
