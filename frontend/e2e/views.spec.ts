import { axe, chooseFile, expect, field, picture, seeVerdict, test, tooWide } from './fixtures';
import { behave, misbehave, misspelt, NAMES, songOf, withoutClips } from './standins';

const screens = { phone: { width: 390, height: 844 }, tablet: { width: 820, height: 1180 }, desktop: { width: 1440, height: 900 } };

// The trip of a song and what may go wrong on it; the pages as they are at rest are in whole.spec.ts. Each view is checked by
// axe in both themes, once small and once large; the other combinations are for the pictures.
const checked = new Set(['phone light', 'desktop dark']);

/** Each combination looks for a song of its own. */
let song = 20;

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries(screens)) {
    if (name === 'tablet' && colorScheme === 'dark') continue;
    const place = song++;
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

      test('every view is whole', async ({ page }) => {
        const look = async (view: string) => {
          expect(await tooWide(page), 'nothing wider than the window').toEqual([]);
          if (checked.has(`${name} ${colorScheme}`)) await axe(page);
          await picture(page, `${view}-${name}-${colorScheme}`);
        };
        await page.goto('/');
        await expect(page.getByText('Nothing yet.')).toBeVisible();
        await expect(page.getByText('No song at hand?')).toBeVisible();
        await look('home');
        await field(page).fill('pines');
        await expect(page.getByRole('option').first()).toBeVisible();
        await page.keyboard.press('ArrowDown');
        await look('search');
        await page.keyboard.press('Enter');
        await seeVerdict(page);
        await page.getByRole('button', { name: 'Pause' }).click();
        await expect(page.getByText(/On songs none of them had heard/)).toBeVisible();
        await look('result');
        await page.goto('/');
        await chooseFile(page, 'silence.wav');
        await expect(page.getByRole('alert')).toBeVisible();
        await look('refused');
        const [late, bare] = [songOf(place), songOf(place + 10)];
        await misbehave('jamendo', 'server_error');
        await misbehave('openverse', 'slow_headers', { seconds: 2 });
        await page.goto('/');
        await field(page).fill(`${late.artist} ${late.title}`);
        await expect(page.getByText('Still asking Openverse…')).toBeVisible();
        await picture(page, `late-${name}-${colorScheme}`);
        await expect(page.getByText(/Jamendo is not answering just now/)).toBeVisible();
        await expect(page.getByText('Still asking Openverse…')).toBeHidden();
        await look('catalogues');
        await withoutClips([...NAMES]);
        await field(page).fill(`${misspelt(bare.title)} ${bare.artist}`);
        const option = page.getByRole('option', { name: bare.title }).first();
        await expect(option).toContainText('no clip');
        await behave();
        await misbehave('spotify', 'null_preview');
        await option.click();
        await expect(page.getByRole('list', { name: 'The same song elsewhere' })).toBeVisible();
        await look('no-clip');
      });
    });
  }
}

test.describe('the smallest screen', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('fits', async ({ page }) => {
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await tooWide(page)).toEqual([]);
  });
});

test('the theme chosen by hand is remembered', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: /Change to: light/ }).click();
  await page.getByRole('button', { name: /Change to: dark/ }).click();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: /Theme: dark/ })).toBeVisible();
});
