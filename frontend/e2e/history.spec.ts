import { expect, test } from './fixtures';
import { hear } from './heard';

test('find a song again, delete it and take it back, with the keyboard alone', async ({ page }) => {
  const address = await hear(page, 'whispering', /Whispering Spruces/);
  await hear(page, 'rain pines', /Rain over Pines/);
  await page.goto('/');
  await page.getByRole('link', { name: 'All your songs' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Your songs' })).toBeFocused();
  await expect(page.getByRole('listitem').filter({ hasText: 'Rain over Pines' })).toBeVisible();

  await page.getByRole('searchbox', { name: 'Search your songs' }).focus();
  await page.keyboard.type('rian pinse');
  await expect(page.getByRole('link', { name: 'Whispering Spruces' })).toBeHidden();
  await expect(page.getByRole('link', { name: 'Rain over Pines' })).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('WHISPER');
  await expect(page.getByRole('link', { name: 'Rain over Pines' })).toBeHidden();
  await expect(page).toHaveURL(/q=WHISPER/);
  await page.getByRole('button', { name: 'Delete Whispering Spruces' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('None of your songs matches')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect((await page.request.get(address.replace('/c/', '/api/v1/classifications/'))).status()).toBe(404);

  await page.keyboard.press('Control+z');
  await expect(page.getByRole('link', { name: 'Whispering Spruces' })).toBeVisible();
  await page.getByRole('link', { name: 'Whispering Spruces' }).click();
  await expect(page).toHaveURL(address);
  await page.goBack();
  await expect(page.getByRole('searchbox', { name: 'Search your songs' })).toHaveValue('WHISPER');
});

test('delete all and take it back', async ({ page }) => {
  await hear(page, 'cafe bosque', /Café del Bosque/);
  await page.goto('/history');
  await page.getByRole('button', { name: 'Delete all' }).click();
  await expect(page.getByText('Nothing yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Café del Bosque' })).toBeVisible();
});
