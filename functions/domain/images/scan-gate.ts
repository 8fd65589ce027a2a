/** From which severity on a finding stops a deployment, the strictest last. */
export const refusals = ['nothing', 'critical', 'high', 'medium', 'low'] as const;
export type Refusal = (typeof refusals)[number];

export interface ScanPolicy {
  readonly refuse: Refusal;
  /** Findings that the team has accepted, by name: `CVE-2026-1234`. */
  readonly accepted: readonly string[];
}

export interface Finding {
  readonly name: string;
  /** In the registry's words: `CRITICAL`, `HIGH`, `UNTRIAGED` and so on. */
  readonly severity: string;
  /** What it was found in. */
  readonly package?: string;
}

export type Scan =
  | { readonly kind: 'under-way' }
  /** The registry cannot scan this image, or has given up. */
  | { readonly kind: 'impossible'; readonly reason: string }
  | { readonly kind: 'complete'; readonly findings: readonly Finding[] };

/** The worst first. The last two have no assessment yet, so only the strictest policy refuses them. */
const severities = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNDEFINED', 'UNTRIAGED'];
const refused: Readonly<Record<Refusal, readonly string[]>> = {
  nothing: [],
  critical: severities.slice(0, 1),
  high: severities.slice(0, 2),
  medium: severities.slice(0, 3),
  low: severities,
};

/** What stops a deployment, the worst first. */
export const refusedFindings = (findings: readonly Finding[], { refuse, accepted }: ScanPolicy): readonly Finding[] =>
  findings
    .filter(({ name, severity }) => refused[refuse].includes(severity) && !accepted.includes(name))
    .toSorted((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));

/** As many as fit into a message; the registry has them all. */
const mostNamed = 5;

/** `2 findings: CRITICAL CVE-2026-1234 in openssl, HIGH CVE-2026-4321 in zlib`. */
export function describeFindings(findings: readonly Finding[]): string {
  const named = findings
    .slice(0, mostNamed)
    .map(({ severity, name, package: inside }) => `${severity} ${name}${inside === undefined ? '' : ` in ${inside}`}`);
  const more = findings.length > mostNamed ? [`and ${findings.length - mostNamed} more`] : [];
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}: ${[...named, ...more].join(', ')}`;
}
