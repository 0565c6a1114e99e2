/** Every page as people with other eyes and other screens have it: each is loaded once, then looked at in both themes and at every size. */
import type { Page } from '@playwright/test';
import { expect, field, musicFile, picture, seeVerdict, test, tooWide, violations } from './fixtures';
import { hear } from './heard';

const SIZES = { phone: { width: 390, height: 844 }, tablet: { width: 820, height: 1180 }, desktop: { width: 1440, height: 900 } };
const THEMES = ['light', 'dark'] as const;

/** One view that is not whole hides no other. */
const soft = expect.configure({ soft: true });

type Heard = [id: string, title: string][];

/** Brings what is drawn once it is near. */
const walkDown = async (page: Page) => {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 60));
    }
    scrollTo(0, 0);
  });
};

const pageWith = (path: string, heading: string | RegExp) => async (page: Page) => {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
};

/** How to come to each view, from nothing but two songs that were heard. */
const VIEWS: Record<string, (page: Page, heard: Heard) => Promise<void>> = {
  home: async (page) => {
    await page.goto('/');
    await expect(page.getByRole('link', { name: 'All your songs' })).toBeVisible();
  },
  recent: async (page) => {
    await page.goto('/');
    await field(page).focus();
    await expect(page.getByRole('option')).toHaveCount(2);
    await page.keyboard.press('ArrowDown');
  },
  search: async (page) => {
    await page.goto('/');
    await field(page).fill('pines');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('ArrowDown');
  },
  result: async (page, [first]) => {
    await page.goto(`/c/${first![0]}`);
    await seeVerdict(page);
    await page.getByRole('button', { name: 'Show table' }).click();
    // Each part is drawn once it is near, and makes way for the next.
    await page.getByRole('heading', { name: 'Why?' }).scrollIntoViewIfNeeded();
    await expect(page.getByText('How is this computed?')).toBeVisible({ timeout: 30_000 }); // the first answer of a process takes the trees apart
    await page.getByRole('heading', { name: 'What is near' }).scrollIntoViewIfNeeded();
    await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
    await expect(page.getByRole('slider', { name: /^Frequencies/ })).toBeVisible();
  },
  compare: async (page, heard) => {
    await page.goto(`/compare?ids=${heard.map(([id]) => id).join(',')}`);
    await expect(page.getByText(/^\d+ seconds\. .+ of 10 seconds/)).toHaveCount(2);
    await expect(page.getByRole('heading', { level: 3 })).toHaveCount(8, { timeout: 30_000 });
  },
  'compare-nothing': pageWith('/compare', 'Side by side'),
  history: async (page, heard) => {
    await page.goto('/history');
    for (const [, title] of heard) await page.getByRole('checkbox', { name: `Compare ${title}` }).check();
    await expect(page.getByRole('link', { name: 'Compare', exact: true })).toBeVisible();
  },
  several: async (page) => {
    await page.goto('/');
    await page.locator('input[type=file]').setInputFiles([musicFile('my_garden_song.mp3'), musicFile('silence.wav')]);
    await expect(page.getByText('1 of 2 songs heard, 1 could not be.')).toBeVisible({ timeout: 30_000 });
  },
  record: pageWith('/record', /in the room/),
  how: async (page) => {
    await pageWith('/how', /^How twenty/)(page);
    await walkDown(page);
    await expect(page.getByRole('group', { name: /Map of the training songs/ })).toBeVisible();
  },
  about: pageWith('/about', 'About AudioFiler'),
  developers: pageWith('/developers', 'For programs'),
  refusals: pageWith('/docs/errors', 'Refusals'),
  'not-found': pageWith('/no/such/page', /./),
};

test.use({ contextOptions: { reducedMotion: 'reduce' } });

test('every page is whole in both themes, on every screen', async ({ page }) => {
  test.setTimeout(300_000);
  const look = async (name: string) => {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        const where = `${name}, ${size}, ${colorScheme}`;
        // What is as wide as its place learns of another place a moment later.
        await soft.poll(() => tooWide(page), { message: `${where}: nothing wider than the window` }).toEqual([]);
        // Between a phone and a desktop only the room differs, between light and dark only the colours.
        if (size !== 'tablet') soft(await violations(page, colorScheme === 'dark' ? 'colours' : 'all'), where).toEqual([]);
        await picture(page, `${name}-${size}-${colorScheme}`);
      }
    }
    await page.setViewportSize(SIZES.desktop);
  };

  await page.goto('/');
  await expect(page.getByText('No song at hand?')).toBeVisible();
  await look('first-visit');

  const heard: Heard = [];
  for (const title of ['Whispering Spruces', 'Rain over Pines']) {
    const address = await hear(page, title, new RegExp(title));
    heard.push([new URL(address).pathname.split('/').at(-1)!, title]);
  }
  for (const [name, show] of Object.entries(VIEWS)) {
    await test.step(name, async () => {
      await show(page, heard);
      await look(name);
    });
  }
});
