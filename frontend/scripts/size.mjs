// The JavaScript of the first view, gzipped, must stay within the budget, whichever page one comes in by: all that its HTML names.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 150;
const dist = new URL('../dist/', import.meta.url);
const pages = ['index.html', ...readdirSync(new URL('pages/', dist)).filter((name) => name.endsWith('.html')).map((name) => `pages/${name}`)];
const kbOf = (file) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length / 1000;
let failed = false;
const fail = (message) => {
  failed = true;
  console.error(message);
};

for (const page of pages) {
  const html = readFileSync(new URL(page, dist), 'utf8');
  const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file]) => file);
  const scripts = files.filter((file) => file.endsWith('.js')).reduce((sum, file) => sum + kbOf(file), 0);
  if (page === 'index.html') files.forEach((file) => console.log(`${kbOf(file).toFixed(1).padStart(7)} kB gzip  ${file}`));
  console.log(`${scripts.toFixed(1).padStart(7)} kB gzip  JavaScript of the first view of ${page} (budget ${BUDGET_KB} kB)`);
  if (scripts === 0) fail(`${page} names no script: how is it to work?`);
  if (scripts > BUDGET_KB) fail('The first view is too heavy: load something on demand, or say in docs/decisions why the budget must grow.');
  if (/<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=/i.test(html)) {
    fail(`${page} holds inline script or style, which the content security policy forbids.`);
  }
}
process.exit(failed ? 1 : 0);
