import type { Refusal } from '#domain/images/scan-gate.ts';
import type { StrategyPreset } from '#wire/strategy-presets.ts';
import type { EnvironmentPreset } from '#config/sluice-config.ts';

interface Defaults {
  readonly tasks: { readonly min: number; readonly max: number };
  readonly strategy: StrategyPreset;
  readonly spot: number;
  readonly workerBakeSeconds: number;
  readonly approvalRequired: boolean;
  readonly plainHttp: boolean;
  readonly refuse: Refusal;
  readonly backups: boolean;
}

/** The defaults of each preset. The configuration can override all of them. */
export const environmentPresets: Readonly<Record<EnvironmentPreset, Defaults>> = {
  development: {
    tasks: { min: 1, max: 2 },
    strategy: 'all-at-once',
    spot: 100,
    workerBakeSeconds: 0,
    approvalRequired: false,
    plainHttp: true,
    refuse: 'nothing',
    backups: false,
  },
  staging: {
    tasks: { min: 2, max: 5 },
    strategy: 'canary-short',
    spot: 0,
    workerBakeSeconds: 120,
    approvalRequired: false,
    plainHttp: true,
    refuse: 'critical',
    backups: false,
  },
  production: {
    tasks: { min: 3, max: 20 },
    strategy: 'canary-gradual',
    spot: 0,
    workerBakeSeconds: 900,
    approvalRequired: true,
    plainHttp: false,
    refuse: 'high',
    backups: true,
  },
};

export const presetOf = (name: string, like: EnvironmentPreset | undefined): EnvironmentPreset | undefined =>
  like ?? (Object.keys(environmentPresets) as EnvironmentPreset[]).find((preset) => preset === name);

export const primaryRegion = 'us-east-1';
