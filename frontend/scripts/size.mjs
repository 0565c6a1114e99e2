// The first view's JavaScript, gzipped, must stay within the budget: what index.html names and what that imports at once.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 150;
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8'));

const files = new Set();
const walk = (key) => {
  const chunk = manifest[key];
  if (!chunk || files.has(chunk.file)) return;
  files.add(chunk.file);
  (chunk.css ?? []).forEach((css) => files.add(css));
  (chunk.imports ?? []).forEach(walk);
};
walk('index.html');

const gzip = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000;
let scripts = 0;
for (const file of files) {
  const kb = gzip(file);
  if (file.endsWith('.js')) scripts += kb;
  console.log(`${kb.toFixed(1).padStart(7)} kB gzip  ${file}`);
}
console.log(`${scripts.toFixed(1).padStart(7)} kB gzip  JavaScript of the first view (budget ${BUDGET_KB} kB)`);
if (scripts > BUDGET_KB) {
  console.error('The first view is too heavy: load something on demand, or say in docs/decisions why the budget must grow.');
  process.exit(1);
}

const html = readFileSync(new URL('index.html', dist), 'utf8');
if (/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=/i.test(html)) {
  console.error('index.html holds inline script or style, which the content security policy forbids.');
  process.exit(1);
}
