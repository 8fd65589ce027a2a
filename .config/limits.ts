/** Rules for every file, beside the strict ones of typescript-eslint. Each has an example that it refuses in test/guards. */
export const limits = {
  complexity: ['error', 10],
  eqeqeq: 'error',
  'max-lines': ['error', 250],
  'max-lines-per-function': ['error', 60],
  // A union that grows must not fall through somewhere else.
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
} as const;
