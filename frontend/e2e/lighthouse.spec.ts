/**
 * Lighthouse on the built page as the backend serves it: at least 95 of 100 in all four categories, and nothing moves.
 *
 * How fast a page is depends on what else its machine does, so with CI=true that category is printed, and the others and the
 * layout shift decide; `make lighthouse` on a quiet machine holds it to all four.
 *
 * Protocol: simulated throttling, so that this machine's network does not count; before each run Lighthouse's own
 * benchmark measures how fast the processor is just then, and its time is scaled to that of a desktop of REFERENCE (on
 * the phone twice as slow); a page is measured up to three times and its best run counts, because whatever else runs
 * here can only make it slower.
 */
import { chromium, type Browser } from '@playwright/test';
import lighthouse, { desktopConfig, type Config } from 'lighthouse';
import { pageFunctions } from 'lighthouse/core/lib/page-functions.js';
import { expect, test } from './fixtures';

// A recorded trace would be measured, too.
test.use({ trace: 'off' });

const LEAST = 95;
const TRIES = process.env.CI ? 1 : 3;
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const DECIDING = process.env.CI ? CATEGORIES.slice(1) : CATEGORIES;
/** What Lighthouse calls good is 0.1. */
const MOST_SHIFT = 0.02;
/** Of Lighthouse's benchmark: between its low-end desktop (1,000) and its high-end phone (800). */
const REFERENCE = 900;
const nothing = { requestLatencyMs: 0, downloadThroughputKbps: 0, uploadThroughputKbps: 0 };
const screens = {
  desktop: (speed: number): Config => ({
    ...desktopConfig,
    settings: { ...desktopConfig.settings, throttling: { ...nothing, rttMs: 40, throughputKbps: 10_240, cpuSlowdownMultiplier: speed } },
  }),
  phone: (speed: number): Config => ({
    extends: 'lighthouse:default',
    settings: { throttling: { ...nothing, rttMs: 150, throughputKbps: 1638.4, cpuSlowdownMultiplier: 2 * speed } },
  }),
};

type Scores = Record<string, number>;
const good = (scores: Scores) => DECIDING.every((name) => (scores[name] ?? 0) >= LEAST);
const worst = (scores: Scores) => Math.min(...DECIDING.map((name) => scores[name] ?? 0));

test('home, a result and the explanation reach 95 in every category, on a desktop and on a phone', async ({ baseURL, request, browserName }, info) => {
  test.skip(browserName !== 'chromium');
  test.setTimeout(600_000);
  const answer = await request.post('/api/v1/classifications', { data: { track_id: 'house:drum-and-bass' } });
  const { id } = (await answer.json()) as { id: string };
  const port = 9300 + info.parallelIndex;
  const { executablePath, args } = info.project.use.launchOptions ?? {};
  const browser = await chromium.launch({ executablePath, args: [...(args ?? []), `--remote-debugging-port=${port}`] });
  const failed: string[] = [];
  try {
    for (const [page, path] of [['home', '/'], ['result', `/c/${id}`], ['how', '/how']]) {
      for (const [screen, configOf] of Object.entries(screens)) {
        const { scores, notes, shift } = await best(`${baseURL}${path}`, port, async () => configOf(await speedOf(browser)));
        console.log(`lighthouse ${page} ${screen}: ${CATEGORIES.map((name) => `${name} ${scores[name]}`).join(', ')}, layout shift ${shift.toFixed(3)}`);
        if (!good(scores) || shift > MOST_SHIFT) failed.push(`${page} ${screen}: ${notes}`);
      }
    }
  } finally {
    await browser.close();
  }
  expect(failed).toEqual([]);
});

/** How fast the processor is now, beside the reference. */
async function speedOf(browser: Browser): Promise<number> {
  const page = await browser.newPage();
  const index = await page.evaluate(pageFunctions.computeBenchmarkIndex);
  await page.close();
  return Math.max(0.1, index / REFERENCE);
}

async function best(url: string, port: number, configOf: () => Promise<Config>): Promise<{ scores: Scores; notes: string; shift: number }> {
  let kept = { scores: {} as Scores, notes: '', shift: 1 };
  let again = 3;
  for (let left = TRIES; left > 0 && !good(kept.scores); left--) {
    const found = await lighthouse(url, { port, output: 'json', logLevel: 'error', onlyCategories: CATEGORIES }, await configOf());
    // A run that Lighthouse itself calls failed says nothing of the page.
    if (!found || found.lhr.runtimeError || found.lhr.categories.performance?.score == null) { left += again-- > 0 ? 1 : 0; continue; }
    const { categories, audits } = found.lhr;
    const scores = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]));
    const poor = CATEGORIES.flatMap((name) => categories[name]?.auditRefs ?? []).filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9);
    const notes = [...new Set(poor.map(({ id }) => `${id} ${audits[id]?.displayValue ?? ''}`.trim()))].join('; ');
    const shift = audits['cumulative-layout-shift']?.numericValue ?? 1;
    if (worst(scores) > worst(kept.scores) || kept.notes === '') kept = { scores, notes, shift };
  }
  return kept;
}
