import { z } from 'zod';
import { secretKind } from './secret-values.ts';

const arn = (service: string) => new RegExp(`^arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:.+$`);
const secretArn = arn('secretsmanager');
const parameterArn = arn('ssm');
/** The characters that Secrets Manager and Parameter Store allow in names. A leading slash marks a parameter. */
const storedName = /^[\w/+=.@-]{1,512}$/;

/** PagerDuty and others issue keys of 32 letters and digits, which would also match `storedName`. */
const integrationKey = /^(?=.*\d)[a-z0-9]{32}$/i;

const nameTheSecret = 'store it in Secrets Manager and put the name of the secret here';

/** Refuses a secret value where a reference is expected. */
function refuseValue(text: string, allowed: string, context: z.RefinementCtx): boolean {
  const key = integrationKey.test(text) ? 'what looks like an integration key' : undefined;
  const kind = secretKind(text) ?? key ?? (text.includes('://') ? 'a URL, which may carry a token,' : undefined);
  if (kind === undefined) return false;
  const problem = `${kind} does not belong in this file`;
  context.addIssue({ code: 'custom', message: allowed, params: { problem, remedy: nameTheSecret } });
  return true;
}

const nameAllowed = 'the name of a secret in Secrets Manager, for example "sluice/pagerduty"';

/** A name instead of an ARN, because each region has a secret of its own. */
export const SecretNameSchema = z.string(nameAllowed).superRefine((text, context) => {
  if (refuseValue(text, nameAllowed, context)) return;
  if (!storedName.test(text)) context.addIssue({ code: 'custom', message: nameAllowed });
});

const referenceAllowed =
  'the name or ARN of a secret in Secrets Manager, or of a parameter ("/…") in the Parameter Store';

export const SecretReferenceSchema = z.string(referenceAllowed).superRefine((text, context) => {
  if (secretArn.test(text) || parameterArn.test(text)) return;
  if (refuseValue(text, referenceAllowed, context)) return;
  if (!storedName.test(text)) context.addIssue({ code: 'custom', message: referenceAllowed });
});

const certificateArn = arn('acm');
const certificateAllowed = 'the ARN of a certificate in AWS Certificate Manager: "arn:aws:acm:us-east-1:…"';

export const CertificateArnSchema = z.string(certificateAllowed).regex(certificateArn, certificateAllowed);

export const regionOfArn = (text: string): string => text.split(':')[3] ?? '';
