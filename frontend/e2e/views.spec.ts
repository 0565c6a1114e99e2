import { axe, chooseFile, expect, field, picture, seeVerdict, test, tooWide } from './fixtures';

const screens = { phone: { width: 390, height: 844 }, tablet: { width: 820, height: 1180 }, desktop: { width: 1440, height: 900 } };

// Every view is checked by axe in both themes, once small and once large; the other combinations are for the pictures.
const checked = new Set(['phone light', 'desktop dark']);

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [name, viewport] of Object.entries(screens)) {
    if (name === 'tablet' && colorScheme === 'dark') continue;
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
        await page.goto('/about');
        await expect(page.getByRole('table').first()).toBeVisible();
        await look('about');
        await page.goto('/no/such/page');
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await look('not-found');
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
