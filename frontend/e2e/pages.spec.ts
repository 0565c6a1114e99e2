import { expect, field, musicFile, test } from './fixtures';

test('several files are heard one after another', async ({ page }) => {
  await page.goto('/');
  await page.locator('input[type=file]').setInputFiles([musicFile('my_garden_song.mp3'), musicFile('silence.wav'), musicFile('another_song.flac')]);
  await expect(page.getByRole('heading', { level: 1, name: 'Several songs, one after another' })).toBeFocused();
  await expect(page.getByText('2 of 3 songs heard, 1 could not be.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/There is only silence in this clip/)).toBeVisible();
  await page.getByRole('link', { name: 'my_garden_song.mp3' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'my garden song' })).toBeFocused();
  await page.goBack();
  await expect(page.getByText('2 of 3 songs heard, 1 could not be.')).toBeVisible();
});

test.describe('without a connection', () => {
  test.use({ expected: /dynamically imported module/ });

  test('a page that had not been loaded before says so, and opens once there is one', async ({ page, context }) => {
    await page.goto('/');
    await expect(field(page)).toBeVisible();
    await context.setOffline(true);
    await page.getByRole('link', { name: 'History' }).click();
    await expect(page.getByRole('heading', { name: 'This page has not come yet.' })).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByRole('heading', { level: 1, name: 'Your songs' })).toBeVisible();
  });
});

test('the address of a result, pasted, opens it', async ({ page }) => {
  const answer = await page.request.post('/api/v1/classifications', { data: { track_id: 'house:metal' } });
  const { id } = (await answer.json()) as { id: string };
  await page.goto('/');
  await field(page).fill(new URL(`/c/${id}`, page.url()).href);
  await page.getByRole('option', { name: /Iron Under Ice/ }).click();
  await expect(page).toHaveURL(`/c/${id}`);
  await page.goto('/');
  await field(page).fill(new URL('/c/00000000000000000000000000000000', page.url()).href);
  await expect(page.getByRole('search').getByText('There is no result at this address; it may have been deleted.').first()).toBeVisible();
});

test('offline it says so, keeps what is there, and goes on when the connection is back', async ({ page, context }) => {
  await page.goto('/');
  await expect(page.getByText('Lately heard')).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByRole('status', { name: 'Connection' })).toContainText('You are offline.');
  await field(page).fill('spruces');
  await expect(page.getByText(/The connection was lost/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByRole('status', { name: 'Connection' })).toBeEmpty();
  await field(page).fill('whispering spruces');
  await expect(page.getByRole('option', { name: /Whispering Spruces/ })).toBeVisible();
});
