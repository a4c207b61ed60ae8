/**
 * Lint: typed rules, the layers of the house (an import that points up fails), and what the inner floors may not touch.
 * Every rule that is switched off says why.
 */
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const ROOT = fileURLToPath(new URL('.', import.meta.url));

/** What each folder may import besides itself. A folder that is not listed (bench, examples, scripts) may import anything. */
export const LAYERS = {
  protocol: [],
  reference: ['protocol'],
  harness: ['protocol'],
  testcases: ['protocol', 'harness'],
  reports: ['protocol', 'harness', 'testcases'],
  proof: ['protocol', 'reference', 'harness', 'testcases'],
  suites: ['protocol', 'reference', 'harness', 'testcases', 'reports', 'proof'],
  cli: ['protocol', 'reference', 'harness', 'testcases', 'reports', 'proof'],
  event: ['protocol', 'reference', 'harness', 'testcases', 'reports', 'proof'],
};

/** Single bridges between folders, each with its reason. */
const BRIDGES = [
  { from: /^harness\/iut\/embedded-[\w.-]+\.ts$/, to: /^reference\//, reason: 'the embedded reference client is an IUT like any other' },
  { from: /^proof\//, to: /^reports\/(?:failure-text|failure|input)\.js$/, reason: 'golden failure texts of mutants' },
  { from: /^proof\/.*\.test\.ts$/, to: /^reports\/testing\//, reason: 'the same, in tests' },
];

const downwards = {
  meta: { type: 'problem', schema: [], messages: { up: "{{from}}/ may not import {{to}}/: arrows point down (see LAYERS in eslint.config.js). Move what both need to a lower floor, or hand it in as an argument." } },
  create(context) {
    const file = relative(ROOT, context.filename).split(sep).join('/');
    const [from = ''] = file.split('/');
    const check = (source) => {
      if (typeof source?.value !== 'string' || !source.value.startsWith('.')) return;
      const target = relative(ROOT, resolve(dirname(context.filename), source.value)).split(sep).join('/');
      const [to = ''] = target.split('/');
      const allowed = LAYERS[from];
      if (allowed === undefined || to === from || allowed.includes(to) || LAYERS[to] === undefined) return;
      if (BRIDGES.some((bridge) => bridge.from.test(file) && bridge.to.test(target))) return;
      context.report({ node: source, messageId: 'up', data: { from, to } });
    };
    return {
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
    };
  },
};

const INNER = ['protocol', 'reference', 'harness/judge', 'harness/campaign', 'harness/transcript', 'testcases', 'reports'];

/** Clock, chance, environment and printer are arguments below the command. */
const IMPURE = [
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'Take the clock as an argument: Date.now makes the result depend on when it runs.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time as an argument: new Date() makes the result depend on when it runs.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Take the random source as an argument, so that a seed repeats the run.' },
  { selector: "MemberExpression[object.name='process']", message: 'Only the command knows the process: take what is needed as an argument.' },
  { selector: "MemberExpression[object.name='console']", message: 'Return lines, or take a printer as an argument: only the command prints.' },
];

const SHAPE = [
  { selector: 'ExportDefaultDeclaration', message: 'Export by name: a default export has as many names as importers.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
];

const PLAIN_ERROR = { selector: "ThrowStatement > NewExpression[callee.name='Error']", message: 'Throw an error type that says whose fault it is (UsageError, DecodeError, IutFault, …).' };

/** What Node offers without an import. */
const NODE_GLOBALS = Object.fromEntries(['Buffer', 'URL', 'URLSearchParams', 'TextDecoder', 'TextEncoder', 'console', 'fetch', 'process', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'AbortController', 'AbortSignal', 'structuredClone', 'queueMicrotask'].map((name) => [name, 'readonly']));

export default defineConfig(
  { ignores: ['dist/**', 'node_modules/**', '**/generated/**', 'results/**', 'allure-*/**', 'coverage/**', '**/testdata/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: ROOT } },
    plugins: { layers: { rules: { downwards } } },
    rules: {
      'layers/downwards': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      // Numbers in messages are what they look like; everything else still has to be turned into text.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `() => void act()` is how a one-line handler drops a result.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidOperator: true }],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // A member of an interface of ours may ignore `this`; they are all plain functions.
      '@typescript-eslint/unbound-method': 'off',
      // What somebody else rejected with is handed on as it is.
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      // An interface may demand a promise of a function that has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Data of a peer is `unknown`; a guard that the types call unnecessary is often the only check at run time.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Control characters in a pattern are usually a mistake; where a peer may send them the line says so.
      'no-control-regex': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-restricted-syntax': ['error', ...SHAPE, PLAIN_ERROR],
    },
  },
  { files: INNER.map((folder) => `${folder}/**/*.ts`), ignores: ['**/*.test.ts', '**/testing/**', 'harness/campaign/journal*.ts'], rules: { 'no-restricted-syntax': ['error', ...SHAPE, PLAIN_ERROR, ...IMPURE] } },
  {
    files: ['**/*.test.ts', '**/testing/**/*.ts'],
    rules: {
      // A describe block is as long as what it describes.
      'max-lines-per-function': 'off',
      'no-restricted-syntax': ['error', ...SHAPE],
      // Tests build values that the types forbid on purpose, and know that what they index is there.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    // Scripts and example programs: plain ECMAScript outside the type checker, so only what a parser can tell.
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: NODE_GLOBALS },
    rules: {
      'no-undef': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-unreachable': 'error',
      'no-fallthrough': 'error',
      'no-dupe-keys': 'error',
      'no-empty': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
    },
  },
  { files: ['*.config.ts', 'suites/allure-reporter.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
