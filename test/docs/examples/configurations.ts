import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { loadConfig } from '#config/load-config.ts';
import { compilerOptions } from '../reference/program.ts';

const root = resolve(import.meta.dirname, '../../..');

interface Part {
  /** What the fragment is a part of, for the compiler. */
  readonly type: string;
  /** A whole configuration with it, for the loader. */
  whole(fragment: string): string;
}

const inFile = (file: string, type: string) => `import('#config/input/${file}.ts').${type}`;
const api = "image: { repository: 'api' }, port: 3000";
const file = (services: string, environments = 'development: {}', more = '') =>
  `export default { services: { ${services} }, environments: { ${environments} }, ${more} };`;
const environment = (fields: string) =>
  file(`api: { ${api} }`, `example: { like: 'production', plainHttp: true, ...{ ${fields} } }`);

/** By the word after `ts`. */
const parts: Readonly<Record<string, Part>> = {
  environment: { type: inFile('environment-input', 'EnvironmentInput'), whole: environment },
  service: {
    type: `Partial<${inFile('sluice-input', 'ServiceInput')}>`,
    whole: (fields) => file(`api: { ${api}, ...{ ${fields} } }`),
  },
  strategy: {
    type: inFile('strategy-input', 'StrategyInput'),
    whole: (fields) => file(`api: { ${api}, strategy: { ${fields} } }`),
  },
  sluice: {
    type: `Partial<${inFile('sluice-input', 'SluiceInput')}>`,
    whole: (fields) => file(`api: { ${api} }`, 'development: {}', `...{ ${fields} }`),
  },
  network: {
    type: `Partial<${inFile('environment-input', 'NetworkInput')}>`,
    whole: (fields) => environment(`networks: { 'us-east-1': { ${somewhere} ${fields} } }`),
  },
};

const somewhere =
  "vpc: 'vpc-0123456789abcdef0', zones: { 'us-east-1a': { public: 'subnet-0a1b2c3d4e5f60001', private: 'subnet-0a1b2c3d4e5f60002' }, " +
  "'us-east-1b': { public: 'subnet-0a1b2c3d4e5f60003', private: 'subnet-0a1b2c3d4e5f60004' } },";

export const isConfigurationKind = (kind: string): boolean => kind === 'config' || kind in parts;

/** What the compiler and the loader say against a configuration, or against a part of one. */
export async function faultsOfConfiguration(kind: string, text: string): Promise<readonly string[]> {
  const part = parts[kind];
  const typed = part === undefined ? text : `export const part: ${part.type} = {\n${text}\n};\n`;
  const faults = faultsOfTypes(typed);
  return faults.length > 0 ? faults : faultsOfLoading(part === undefined ? text : part.whole(text));
}

const name = join(root, 'example-of-a-page.ts');
const options = { ...compilerOptions(), noUnusedLocals: false };
const host = ts.createCompilerHost(options, true);
const kept = new Map<string, ts.SourceFile | undefined>();

/** As in a file at the top of the repository. What the library's own files say is read once. */
function faultsOfTypes(text: string): readonly string[] {
  const example = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  example.impliedNodeFormat = ts.ModuleKind.ESNext;
  const program = ts.createProgram([name], options, {
    ...host,
    fileExists: (path) => path === name || host.fileExists(path),
    readFile: (path) => (path === name ? text : host.readFile(path)),
    getSourceFile: (path, ...how) => {
      if (path === name) return example;
      if (!kept.has(path)) kept.set(path, host.getSourceFile(path, ...how));
      return kept.get(path);
    },
  });
  return [...program.getSyntacticDiagnostics(example), ...program.getSemanticDiagnostics(example)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '),
  );
}

/** By the real loader, from a file in the repository, so that the names of its rooms lead there. */
async function faultsOfLoading(text: string): Promise<readonly string[]> {
  mkdirSync(join(root, '.build'), { recursive: true });
  const folder = mkdtempSync(join(root, '.build/example-'));
  try {
    const path = join(folder, 'sluice.config.ts');
    writeFileSync(path, text);
    await loadConfig(path);
    return [];
  } catch (error) {
    return [(error as Error).message];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
