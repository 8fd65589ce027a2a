const kinds: readonly (readonly [RegExp, string])[] = [
  [/\b(AKIA|ASIA)[A-Z0-9]{16}\b/, 'an AWS access key id'],
  [/-----BEGIN [A-Z ]*PRIVATE KEY/, 'a private key'],
  [/hooks\.slack\.com\/(services|workflows|triggers)\/./i, 'a Slack webhook'],
  [/(discord(app)?\.com\/api\/webhooks|\.webhook\.office\.com)\/./i, 'a webhook'],
  [/\bxox[a-z]-[\w-]{8,}/, 'a Slack token'],
  [/\b(gh[oprsu]_|github_pat_|glpat-|npm_|sk_live_|rk_live_)\w{10,}/, 'an access token'],
  [/\bsk-[\w-]{20,}/, 'an API key'],
  [/\bAIza[\w-]{30,}/, 'a Google API key'],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\./, 'a signed token'],
  [/:\/\/[^/\s:@]*:[^/\s@]+@/, 'a URL with a password'],
  [/[?&](token|key|api_key|secret|sig|signature|password)=[^&]/i, 'a URL with a token'],
];

/** 40 characters of mixed case and digits are an AWS secret access key; a Git commit is lower-case only. */
const secretAccessKey = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9/+]{40}$/;

/** The kind of secret that a text looks like; undefined if it looks like none. */
export function secretKind(text: string): string | undefined {
  if (secretAccessKey.test(text)) return 'an AWS secret access key';
  return kinds.find(([pattern]) => pattern.test(text))?.[1];
}

const secretName = /(PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)$/i;

/** A boolean or an ARN is not a secret, whatever the name of the variable. */
const harmless = /^(|true|false|yes|no|on|off|arn:aws[\w-]*:.*)$/i;

/** The same for a named value: the value of `DB_PASSWORD` is a secret, whatever it looks like. */
export function secretKindOf(name: string, value: string): string | undefined {
  return (
    secretKind(value) ?? (secretName.test(name) && !harmless.test(value) ? 'a value named like a secret' : undefined)
  );
}
