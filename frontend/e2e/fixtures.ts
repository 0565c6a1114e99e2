import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { readStack } from './stack';
import { behave, refill } from './standins';

/** Every journey starts at the real product with all catalogues well; a mistake in the console or a request to another host fails it. */
export const test = base.extend<{ strict: undefined; expected: RegExp | null }>({
  /** The one mistake that a journey brings about itself. */
  expected: [null, { option: true }],
  baseURL: async ({}, use) => use(readStack().url),
  strict: [
    async ({ page, baseURL, expected }, use) => {
      refill();
      await behave();
      const lenders = readStack().env.PREVIEW_HOSTS!.split(',').map((host) => `http://${host}/`);
      const faults: string[] = [];
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('console', (message) => {
        // A refused request is an answer, and the browser notes it as an error; the journeys look at those themselves.
        const refused = message.text().startsWith('Failed to load resource');
        if (message.type() === 'error' && !refused) faults.push(message.text());
      });
      page.on('request', (request) => {
        const url = request.url();
        const known = [baseURL ?? '', 'blob:', ...lenders];
        if (!known.some((start) => url.startsWith(start))) faults.push(`A request left the house: ${url}`);
      });
      await use(undefined);
      expect(faults.filter((fault) => !expected?.test(fault))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export const musicFile = (name: string): string => path.join(readStack().folder, 'music/files', name);

export const field = (page: Page) => page.getByRole('combobox', { name: 'Find a song' });

export const chooseFile = async (page: Page, name: string) => {
  await page.locator('input[type=file]').setInputFiles(musicFile(name));
};

/** The clip is heard: it may come from here, and the browser can play it. */
export const hearClip = async (page: Page) => {
  await expect.poll(() => page.locator('audio').evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(0.2);
};

/** The verdict is there, and its twenty ballots with it. */
export const seeVerdict = async (page: Page) => {
  await expect(page.getByRole('heading', { name: /^(The verdict|No clear verdict|Not music it knows)$/ })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Ballots' }).getByRole('button')).toHaveCount(20);
};

/** From the table: the votes of all genres, which must be twenty. */
export const votesInTable = async (page: Page): Promise<number> => {
  await page.getByRole('button', { name: 'Show table' }).click();
  const cells = await page.getByRole('table', { name: /^Votes and/ }).locator('tbody td:nth-of-type(1)').allTextContents();
  return cells.reduce((sum, text) => sum + Number(text), 0);
};

/** What reaches beyond the window, apart from what may scroll sideways by itself. */
export const tooWide = (page: Page) =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null && element !== document.body && (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    return [...document.querySelectorAll('h1, h2, p, li, a, button, input, table, section, figure')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1 && !element.closest('[hidden]') && !scrolls(element))
      .map((element) => `${element.tagName}: ${element.textContent.slice(0, 40)}`);
  });

/** What axe finds, as one line a rule: by all its rules, or by those alone that a change of colours can break. */
export const violations = async (page: Page, rules: 'all' | 'colours' = 'all'): Promise<string[]> => {
  const builder = new AxeBuilder({ page });
  if (rules === 'all') builder.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  else builder.withRules(['color-contrast', 'link-in-text-block']);
  const { violations: found } = await builder.analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
};

export const axe = async (page: Page) => expect(await violations(page)).toEqual([]);

export const picture = (page: Page, name: string) =>
  page.screenshot({ path: path.join(import.meta.dirname, 'artefacts', `${name}.png`), fullPage: true });
