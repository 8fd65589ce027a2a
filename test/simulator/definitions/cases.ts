import { readFileSync } from 'node:fs';
import { fillPlaceholders } from '#rehearsal/simulator/asl/placeholders.ts';
import type { Json } from '#rehearsal/simulator/asl/json.ts';
import type { Definition } from '#rehearsal/simulator/asl/program.ts';

/** One run of a definition in this folder with the result on AWS, for every implementation that runs definitions. */
export interface SharedCase {
  readonly definition: string;
  readonly input: Json;
  readonly ends: { readonly status: string; readonly output?: Json; readonly error?: string; readonly cause?: string };
}

/**
 * What is behind the placeholders: `Echo` returns its payload, `Conflict` throws this error, `Child` is the definition
 * `choice` and `FailingChild` is `fail-with-expressions`.
 */
export const CONFLICT = { name: 'ConflictError', message: 'the slot is taken' };

export function readShared(name: string, functions: Readonly<Record<string, string>>): Definition {
  return fillPlaceholders(readFileSync(new URL(`${name}.asl.json`, import.meta.url), 'utf8'), functions);
}

export const sharedCases: readonly SharedCase[] = [
  {
    definition: 'variables',
    input: { who: 'api' },
    ends: {
      status: 'SUCCEEDED',
      output: { count: 2, before: 1, who: 'api', list: ['api', 'literal'], input: { count: 1 } },
    },
  },
  {
    definition: 'choice',
    input: { errors: 11, age: 5 },
    ends: { status: 'SUCCEEDED', output: { verdict: 'rollback', input: { by: 'errors' } } },
  },
  {
    definition: 'choice',
    input: { errors: 1, age: 5 },
    ends: { status: 'SUCCEEDED', output: { verdict: 'extend', input: { errors: 1, age: 5 } } },
  },
  {
    definition: 'choice',
    input: { errors: 0, age: 5 },
    ends: { status: 'SUCCEEDED', output: { verdict: 'advance', input: { by: 'default' } } },
  },
  { definition: 'no-choice', input: { x: 2 }, ends: { status: 'FAILED', error: 'States.NoChoiceMatched' } },
  {
    definition: 'condition-not-boolean',
    input: { x: 'yes' },
    ends: { status: 'FAILED', error: 'States.QueryEvaluationError' },
  },
  {
    definition: 'fail-with-expressions',
    input: { kind: 'Bake', why: 'errors' },
    ends: { status: 'FAILED', error: 'BakeFailed', cause: 'because of errors' },
  },
  {
    definition: 'parallel',
    input: { n: 3 },
    ends: { status: 'SUCCEEDED', output: { results: ['o6', 4], input: { first: 'o6' } } },
  },
  {
    definition: 'map',
    input: { service: 'api', weights: [5, 25, 100] },
    ends: { status: 'SUCCEEDED', output: { lines: ['api 1: 5 0', 'api 2: 25 1', 'api 3: 100 2'] } },
  },
  { definition: 'map', input: { service: 'api', weights: [] }, ends: { status: 'SUCCEEDED', output: { lines: [] } } },
  {
    definition: 'map',
    input: { service: 'api', weights: 'none' },
    ends: { status: 'FAILED', error: 'States.QueryEvaluationError' },
  },
  {
    definition: 'function-succeeds',
    input: { n: 7 },
    ends: { status: 'SUCCEEDED', output: { got: 7, input: { n: 7 } } },
  },
  {
    definition: 'function-fails-and-is-caught',
    input: {},
    ends: { status: 'SUCCEEDED', output: { error: 'ConflictError', input: { message: 'the slot is taken' } } },
  },
  {
    definition: 'undefined-is-caught',
    input: {},
    ends: { status: 'SUCCEEDED', output: { error: 'States.QueryEvaluationError' } },
  },
  {
    definition: 'parallel-branch-fails',
    input: {},
    ends: { status: 'SUCCEEDED', output: { Error: 'Broken', Cause: 'on purpose' } },
  },
  { definition: 'retry-gives-up', input: {}, ends: { status: 'SUCCEEDED', output: { gaveUp: 'ConflictError' } } },
  { definition: 'error-is-not-caught', input: {}, ends: { status: 'FAILED', error: 'ConflictError' } },
  { definition: 'machine-times-out', input: {}, ends: { status: 'TIMED_OUT' } },
  { definition: 'wait', input: { seconds: 2 }, ends: { status: 'SUCCEEDED', output: { waited: 2 } } },
  {
    definition: 'nested',
    input: { errors: 11 },
    ends: { status: 'SUCCEEDED', output: { childSaid: 'rollback', childStatus: 'SUCCEEDED' } },
  },
  { definition: 'nested-fails', input: {}, ends: { status: 'SUCCEEDED', output: { childError: 'BakeFailed' } } },
  {
    definition: 'functions-of-step-functions',
    input: {},
    ends: {
      status: 'SUCCEEDED',
      output: {
        partition: [[1, 2], [3, 4], [5]],
        range: [1, 5, 9],
        hash: '0f5aec3c8edf964bb5260e4ae806d31feaab06f39a65ddba9d86e499bfae8476',
        parse: 1,
        uuid: 36,
        merged: { a: 1, b: 2 },
        rounded: 2,
      },
    },
  },
];

/** The definitions that others start. */
export const children = { Child: 'choice', FailingChild: 'fail-with-expressions' } as const;
