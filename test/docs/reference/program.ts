import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '../../..');
const inputs = join(root, 'lib/config/input');

/** The types that users write their configuration with, and the checker that knows what they refer to. */
export function inputProgram(): { readonly files: readonly ts.SourceFile[]; readonly checker: ts.TypeChecker } {
  const names = readdirSync(inputs).map((name) => join(inputs, name));
  const program = ts.createProgram(names, compilerOptions());
  const files = names.flatMap((name) => program.getSourceFile(name) ?? []);
  return { files, checker: program.getTypeChecker() };
}

/** Those of the repository. */
export function compilerOptions(): ts.CompilerOptions {
  const path = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name)) as { config: unknown };
  return ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root).options;
}
