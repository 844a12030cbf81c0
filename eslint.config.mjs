// Only what needs types, and regular expressions that can be made to run for ever. Everything else is
// Biome's.
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Classes of a platform, and those that no object leaves the chunk of. */
const ofOneCopy = [
  ...['Error', 'Map', 'Set', 'Element', 'Node', 'Uri', 'FileSystemError'],
  ...['TabInputText', 'TabInputTextDiff', 'TabInputWebview', 'TabInputCustom'],
  ...['HtmlElement', 'ProtocolError', 'UsageError'],
];

export default tseslint.config(
  { ignores: ['dist/**', '**/vscode-host/**', '**/node_modules/**', 'test/fixtures/**'] },
  {
    files: ['src/**/*.{ts,tsx}', 'test/**/*.{ts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { '@typescript-eslint': tseslint.plugin, regexp },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    // What is built holds a class once for each chunk that needs it, so that `instanceof` fails between
    // chunks.
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: `BinaryExpression[operator="instanceof"]:not([right.name=/^(${ofOneCopy.join('|')})$/])`,
          message: 'Tell objects of our own classes by a field: each chunk has its own copy of the class.',
        },
      ],
    },
  },
);
