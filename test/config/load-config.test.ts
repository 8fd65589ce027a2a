import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '#config/rules/fault.ts';
import type { Environment } from '#config/sluice-config.ts';

const root = resolve(import.meta.dirname, '../..');
const loader = pathToFileURL(join(root, 'lib/config/load-config.ts')).href;

// Node itself reads the file, as at synth: the test runner would compile it differently.
const script = `
const { loadConfig } = await import(${JSON.stringify(loader)});
try { console.log(JSON.stringify(await loadConfig(process.argv[1]))); }
catch (error) { console.log(JSON.stringify({ name: error.name, faults: error.faults })); }`;

interface Loaded {
  readonly name: string;
  readonly faults: readonly Fault[];
  readonly environments: readonly Environment[];
}

/** The configuration, or the error that came instead. */
async function load(path?: string): Promise<Loaded> {
  const { stdout } = await promisify(execFile)(
    join(root, 'node_modules/.bin/node'),
    ['--input-type=module', '--eval', script, ...(path === undefined ? [] : [path])],
    { cwd: root },
  );
  return JSON.parse(stdout) as Loaded;
}

describe('loadConfig', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sluice-config-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function loadText(name: string, text: string) {
    await writeFile(join(folder, name), text);
    return load(join(folder, name));
  }

  it('reads the file of this repository: one service, three environments, production with a standby', async () => {
    const { environments } = await load();
    expect(environments.map(({ name }) => name)).toEqual(['development', 'staging', 'production']);
    expect(environments[2]!.regions).toEqual({ primary: 'us-east-1', standby: 'eu-west-1' });
    expect(environments[2]!.services[0]!.health.endpoints).toHaveLength(3);
  });

  it('says that there is no file', async () => {
    const { name, faults } = await load(join(folder, 'nowhere.ts'));
    expect(name).toBe('ConfigurationRejected');
    expect(faults).toEqual([
      expect.objectContaining({ place: join(folder, 'nowhere.ts'), problem: 'the file does not exist' }),
    ]);
  });

  it('says that the file exports no default, and what it exports', async () => {
    const { faults } = await loadText('named.ts', 'export const config = {};');
    expect(faults).toEqual([
      expect.objectContaining({ value: 'exports config', remedy: 'add `export default` before defineSluice(…)' }),
    ]);
  });

  it('says where the syntax is wrong', async () => {
    const { name, faults } = await loadText(
      'syntax.ts',
      'export default {\n  services: {\n    api: { port: 3000, }}},\n};\n',
    );
    expect(name).toBe('ConfigurationRejected');
    expect(faults[0]!.value).toMatch(/syntax\.ts:3$/);
    expect(faults[0]!.problem).toMatch(/^the file cannot be loaded: .+/);
  });

  it('says which module is missing', async () => {
    const { faults } = await loadText('import.ts', "import './absent.ts';\nexport default {};\n");
    expect(faults[0]!.problem).toMatch(/^the file cannot be loaded: Cannot find module .*absent\.ts/);
  });

  it('says what the file throws, and where', async () => {
    const { faults } = await loadText('throws.ts', "\nthrow new Error('no account');\nexport default {};\n");
    expect(faults[0]).toMatchObject({ problem: 'the file cannot be loaded: no account' });
    expect(faults[0]!.value).toMatch(/throws\.ts:2$/);
  });

  it('passes on the faults inside', async () => {
    const { faults } = await loadText('inside.ts', 'export default { services: {}, environments: { staging: {} } };');
    expect(faults.map(({ place }) => place)).toEqual(['services']);
  });
});
