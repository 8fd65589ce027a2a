import tseslint from 'typescript-eslint';
import { habitsByRoom } from './habits.ts';
import { limits } from './limits.ts';
import { longFiles } from './long-files.ts';

const tests = ['test/**/*.ts'];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      'cdk.out/',
      '.build/',
      '.rehearsal/',
      '**/.temp/',
      'coverage/',
      'test/guards/fixtures/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...limits,
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Leaving fields out of an object is written as taking them apart.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // A fake answers an asynchronous port without having to wait.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: tests,
    rules: {
      // A describe block is a chapter, not a function.
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  ...habitsByRoom.map(({ files, bans }) => ({ files, rules: { 'no-restricted-syntax': ['error', ...bans] } })),
  {
    files: Object.keys(longFiles).length ? Object.keys(longFiles) : ['no-file-is-long'],
    rules: { 'max-lines': 'off' },
  },
);
