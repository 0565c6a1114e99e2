// Prints src/api/generated.ts from contracts/backend.yaml. With --check, fails when the committed file is stale.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateEndpoints } from '@rtk-query/codegen-openapi';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, 'src/api/generated.ts');
const checking = process.argv.includes('--check');
// The generator may write its import as a path of this machine; the copy beside the real file is mended below.
const folder = mkdtempSync(path.join(root, 'src/api/.check-'));
const trial = path.join(folder, 'generated.ts');

try {
  await generateEndpoints({
    schemaFile: path.join(root, '../contracts/backend.yaml'),
    apiFile: path.join(root, 'src/api/baseApi.ts'),
    outputFile: trial,
    apiImport: 'baseApi',
    exportName: 'generatedApi',
    hooks: { queries: true, lazyQueries: false, mutations: true },
    tag: false,
    // Sounds and pictures are addresses of elements, health is nobody's page.
    filterEndpoints: (name) => /^(classifications|map|models|sources|tracks(Search|Retrieve))/.test(name),
  });
  const fresh = readFileSync(trial, 'utf8').replace(/from ["'][^"']*baseApi["']/, "from './baseApi'");
  if (!checking) writeFileSync(target, fresh);
  else if (fresh !== readFileSync(target, 'utf8')) {
    console.error('src/api/generated.ts is stale: run `npm run api:generate` and commit the result.');
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true });
}
