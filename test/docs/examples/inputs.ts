import * as z from 'zod';
import { DeploymentRequestSchema } from '#wire/deployment-request.ts';
import { FailoverRequestSchema } from '#wire/failover-request.ts';
import { InterventionSchema } from '#wire/intervention.ts';

const PolicySchema = z.strictObject({
  Version: z.literal('2012-10-17'),
  Statement: z.array(z.strictObject({ Effect: z.literal('Allow'), Action: z.string(), Resource: z.string() })),
});

/** What people give to a machine, by the word after `json`. */
const schemas = {
  request: DeploymentRequestSchema,
  intervention: InterventionSchema,
  failover: FailoverRequestSchema,
  policy: PolicySchema,
} as const;

export type InputKind = keyof typeof schemas;

export const isInputKind = (kind: string): kind is InputKind => kind in schemas;

export function faultsOfJson(kind: InputKind, text: string): readonly string[] {
  const value = parsed(text);
  if (value === undefined) return [`not JSON: ${text}`];
  const { error } = schemas[kind].safeParse(value);
  return error?.issues.map(({ path, message }) => `${kind} ${path.join('.')}: ${message}`) ?? [];
}

/** Whether code within a sentence is an input, or a field of one: `"restore": true`. */
export const isInput = (code: string): boolean => /^\{?"\w+":/.test(code);

const someone = { by: 'Ada', reason: 'why' };

/** What a field is an addition to. The first that accepts it decides. */
const contexts: readonly (readonly [InputKind, Readonly<Record<string, unknown>>])[] = [
  ['request', { service: 'api', image: 'v1' }],
  ['request', { service: 'api' }],
  ['intervention', { service: 'api', say: 'hold', ...someone }],
  ['failover', { mode: 'manual', ...someone }],
];

/** An input within a sentence may leave out what is said around it. */
export function faultsOfInlineInput(code: string): readonly string[] {
  const text = code.startsWith('{') ? code : `{${code}}`;
  const value = parsed(text.replaceAll('"…"', `"${'0'.repeat(40)}"`));
  if (value === undefined) return [`not JSON: ${code}`];
  const fits = contexts.some(([kind, rest]) => schemas[kind].safeParse({ ...rest, ...value }).success);
  return fits ? [] : [`no machine takes ${code}`];
}

function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
