import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

// Import rules: who may import whom. The same borders stand in the tsconfig of each layer.
// A later `no-restricted-imports` replaces an earlier one, so every layer spells out its whole list.
const jsExtension = { regex: '^\\.{1,2}/.*\\.js$', message: 'Imports carry the extension of the source: .ts' }
const packages = (message) => ({ regex: '^[^.]', message })
const packagesExceptZod = { regex: '^(?!zod(/|$))[^.]', message: 'The contract imports zod and nothing else.' }
const layers = (names, message) => ({ regex: `^(\\.\\./)+(${names})/`, message })
const electron = { regex: '^electron(/|$)', message: 'Only src/main/host/electron imports electron.' }
const http = { regex: '^((node:)?(http|https|http2|net|tls)|ws)$', message: 'Only src/main/host/browser serves http.' }
const hosts = { regex: '(^|/)host(/|$)', message: 'The core does not know its hosts: pass what it needs to createLab.' }
const engineInternals = {
  regex: '^(\\.\\./)+engine/(?!index\\.ts$)',
  message: "Services and repositories see the engine through its public face, 'engine/index.ts'.",
}
const rendererInternals = layers('renderer|preload', 'The core never imports a user interface.')

const imports = (...patterns) => ({ '@typescript-eslint/no-restricted-imports': ['error', { patterns }] })
const dynamicImport = (regex, message) => ({ selector: `ImportExpression[source.value=${regex}]`, message })

// Results of these differ between JavaScript engines, and a run must give the same bits on every host.
const hostDependentMath = [
  ...['exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'pow', 'cbrt', 'hypot', 'random'],
  ...['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh'],
].map((property) => ({
  object: 'Math',
  property,
  message:
    property === 'random'
      ? 'Randomness is an argument keyed by entity: use src/engine/random.'
      : 'Not bit-reproducible across hosts: use src/engine/kernels/math.ts.',
}))

export default defineConfig(
  globalIgnores([
    'out/',
    'dist/',
    'coverage/',
    'test-results/',
    'src/engine/kernels/assembly/',
    'src/engine/kernels/generated/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.vue'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Indexed access is typed as if always present, so this would forbid checks that are needed.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
      ...imports(jsExtension),
    },
  },
  {
    files: ['src/engine/**/*.ts'],
    rules: {
      ...imports(
        jsExtension,
        packages('The engine imports nothing but itself: no packages, no node:.'),
        layers('main|renderer|preload', 'The engine imports nothing but itself.'),
        {
          ...layers('contract', 'The engine may import types of the contract, not values.'),
          allowTypeImports: true,
        },
      ),
      'no-restricted-properties': ['error', ...hostDependentMath],
      'no-restricted-syntax': [
        'error',
        { selector: 'ImportExpression', message: 'The engine imports statically, and nothing but itself.' },
        {
          selector: ":matches(BinaryExpression[operator='**'], AssignmentExpression[operator='**='])",
          message: 'Not bit-reproducible across hosts: multiply, or use src/engine/kernels/math.ts.',
        },
      ],
    },
  },
  {
    // Closed-form predictions are compared within a tolerance; they never enter a run.
    files: ['src/engine/**/theory/**/*.ts'],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/contract/**/*.ts'],
    rules: imports(
      jsExtension,
      packagesExceptZod,
      layers('main|renderer|preload', 'The contract imports itself, and types and plain data of the engine.'),
    ),
  },
  {
    files: ['src/main/lab.ts', 'src/main/workers/**/*.ts'],
    rules: {
      ...imports(jsExtension, rendererInternals, hosts, electron, http),
      'no-restricted-syntax': ['error', dynamicImport('/^electron|(^|\\u002F)host\\u002F/', hosts.message)],
    },
  },
  {
    files: ['src/main/services/**/*.ts', 'src/main/db/**/*.ts'],
    rules: {
      ...imports(jsExtension, rendererInternals, hosts, electron, http, engineInternals),
      'no-restricted-syntax': ['error', dynamicImport('/^electron|(^|\\u002F)host\\u002F/', hosts.message)],
    },
  },
  {
    files: ['src/main/host/**/*.ts'],
    rules: {
      ...imports(jsExtension, rendererInternals, electron, http),
      'no-restricted-syntax': ['error', dynamicImport('/^electron/', electron.message)],
    },
  },
  {
    files: ['src/main/host/electron/**/*.ts'],
    rules: { ...imports(jsExtension, rendererInternals, http), 'no-restricted-syntax': 'off' },
  },
  { files: ['src/main/host/browser/**/*.ts'], rules: imports(jsExtension, rendererInternals, electron) },
  { files: ['src/main/host/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src/preload/**/*.ts'],
    rules: imports(jsExtension, {
      ...layers('contract|main|renderer|engine', 'The preload bundle imports electron and types of the contract.'),
      allowTypeImports: true,
    }),
  },
  {
    files: ['**/*.vue'],
    extends: [vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // vue-tsc knows the names; how lines are broken is prettier's.
      'no-undef': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      // Props are typed, and absent means undefined.
      'vue/require-default-prop': 'off',
      'vue/component-name-in-template-casing': ['error', 'kebab-case', { registeredComponentsOnly: false }],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/no-unused-refs': 'error',
      'vue/no-unused-properties': 'error',
      'vue/no-v-html': 'error',
      'vue/enforce-style-attribute': ['error', { allow: ['scoped'] }],
    },
  },
  {
    files: ['src/renderer/**/*.ts', 'src/renderer/**/*.vue'],
    rules: imports(
      jsExtension,
      layers('main|preload|engine', 'The renderer knows the contract, not what stands behind it.'),
      electron,
      { regex: '^node:', message: 'The renderer runs in a browser.' },
    ),
  },
  {
    // The one exception: a thread of the window that draws what the rule at hand does, while it is being changed.
    files: ['src/renderer/**/*.worker.ts'],
    rules: imports(
      jsExtension,
      layers('main|preload', 'The renderer knows the contract, not what stands behind it.'),
      engineInternals,
      packages('A thread of the window computes with the engine, and needs nothing else.'),
    ),
  },
  {
    // Tests look at parsed JSON and at errors on purpose.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-console': 'off',
    },
  },
  // A declared class says what a host provides, however little that is.
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/no-extraneous-class': 'off' } },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['Buffer', 'URL', 'WebAssembly', 'console', 'performance', 'process'].map((name) => [name, 'readonly']),
      ),
    },
  },
)
