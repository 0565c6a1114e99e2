import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

// The arrows of the house: lib < api < components < features < app, and no feature knows another.
const layers = ['lib', 'api', 'components', 'features', 'app'];
const upward = layers.slice(0, -1).map((layer, i) => ({
  target: `./src/${layer}`,
  from: layers.slice(i + 1).map((above) => `./src/${above}`),
  message: `"${layer}" must not import from a layer above it.`,
}));
const sideways = readdirSync(new URL('./src/features', import.meta.url)).map((feature) => ({
  target: `./src/features/${feature}`,
  from: './src/features',
  except: [`./${feature}`],
  message: 'No feature imports another: compose them in src/app.',
}));

export default defineConfig(
  globalIgnores(['dist', 'coverage', 'playwright-report', 'test-results', 'e2e/artefacts', 'src/api/generated.ts', '**/*.tmp.mjs']),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
      importX.flatConfigs.recommended,
      importX.flatConfigs.typescript,
      reactHooks.configs.flat.recommended,
      jsxA11y.flatConfigs.strict,
    ],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'import-x/no-cycle': 'error',
      'import-x/no-named-as-default-member': 'off',
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: [...upward, ...sideways] }],
      'import-x/order': ['error', { alphabetize: { order: 'asc' }, groups: ['builtin', 'external', 'internal', 'parent', 'sibling', 'index'] }],
      'max-lines': ['error', { max: 120, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**', 'src/testing/**'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      'react-hooks/rules-of-hooks': 'off',
      '@typescript-eslint/unbound-method': 'off',
      // Playwright reads a fixture's needs from the pattern, an empty one too.
      'no-empty-pattern': 'off',
      'import-x/no-restricted-paths': 'off',
    },
  },
  { files: ['**/*.{js,mjs}'], extends: [js.configs.recommended], languageOptions: { globals: { ...globals.node, ...globals.browser, ...globals.audioWorklet } } },
);
