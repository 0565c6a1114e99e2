import { expect, seeVerdict, test, tooWide } from './fixtures';
import { hear } from './heard';

test('choose songs of the history, see them side by side, give the address on', async ({ page, browser }) => {
  await hear(page, 'whispering', /Whispering Spruces/);
  await hear(page, 'rain pines', /Rain over Pines/);
  await page.goto('/history');
  await page.getByRole('checkbox', { name: 'Compare Rain over Pines' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('checkbox', { name: 'Compare Whispering Spruces' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('link', { name: 'Compare', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Side by side' })).toBeFocused();
  await expect(page.getByRole('columnheader', { name: 'B: Whispering Spruces' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Over time' }).getByText(/^\d+ seconds\. .+ stretches? of 10 seconds/)).toHaveCount(2);
  await expect(page.getByRole('heading', { level: 3 })).toHaveCount(8, { timeout: 30_000 }); // the first answer of a process takes the trees apart

  const stranger = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await stranger.goto(page.url());
  await expect(stranger.getByRole('columnheader', { name: 'A: Rain over Pines' })).toBeVisible();
  expect(await tooWide(stranger)).toEqual([]);
});

test('from a result to another song beside it, and back', async ({ page }) => {
  await hear(page, 'cafe bosque', /Café del Bosque/);
  const address = await hear(page, 'rain pines', /Rain over Pines/);
  await page.getByRole('link', { name: 'Compare with…' }).click();
  await page.getByRole('searchbox', { name: 'Find among your songs' }).fill('bosque');
  await page.getByRole('button', { name: 'Add Café del Bosque' }).click();
  await expect(page.getByRole('columnheader', { name: 'B: Café del Bosque' })).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(address);
  await seeVerdict(page);
});
