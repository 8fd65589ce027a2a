import { describe, expect, it } from 'vitest';
import { describeFindings, type Finding, refusals, refusedFindings } from '#domain/images/scan-gate.ts';

const found = (severity: string, name = `CVE-${severity}`): Finding => ({ name, severity });
const all = ['INFORMATIONAL', 'UNTRIAGED', 'UNDEFINED', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'].map((each) => found(each));

describe('what stops a deployment', () => {
  it.each([
    ['nothing', []],
    ['critical', ['CRITICAL']],
    ['high', ['CRITICAL', 'HIGH']],
    ['medium', ['CRITICAL', 'HIGH', 'MEDIUM']],
    ['low', ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW', 'UNDEFINED', 'UNTRIAGED']],
  ] as const)('with %s, the worst first: %j', (refuse, severities) => {
    const refused = refusedFindings(all, { refuse, accepted: [] });
    expect(refused.map(({ severity }) => severity)).toEqual(severities);
  });

  it('is never what the team has accepted by name', () => {
    const findings = [found('CRITICAL', 'CVE-1'), found('CRITICAL', 'CVE-2')];
    const refused = refusedFindings(findings, { refuse: 'high', accepted: ['CVE-1'] });
    expect(refused.map(({ name }) => name)).toEqual(['CVE-2']);
  });

  it('grows with every stricter policy', () => {
    const counts = refusals.map((refuse) => refusedFindings(all, { refuse, accepted: [] }).length);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
  });
});

describe('findings in words', () => {
  it('say where a finding is, if that is known', () => {
    const findings = [{ ...found('HIGH', 'CVE-1'), package: 'openssl' }, found('HIGH', 'CVE-2')];
    expect(describeFindings(findings)).toBe('2 findings: HIGH CVE-1 in openssl, HIGH CVE-2');
  });

  it('name five and count the others', () => {
    const words = describeFindings(Array.from({ length: 7 }, (_, index) => found('HIGH', `CVE-${index}`)));
    expect(words).toContain('7 findings');
    expect(words).toMatch(/HIGH CVE-4, and 2 more$/);
  });
});
