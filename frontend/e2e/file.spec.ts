import { readFileSync } from 'node:fs';
import { chooseFile, expect, musicFile, seeVerdict, test, votesInTable } from './fixtures';

test('choose a file, hear it from where it is, read the votes', async ({ page }) => {
  await page.goto('/');
  await chooseFile(page, 'my_garden_song.mp3');
  await expect(page.getByRole('heading', { level: 1, name: 'my garden song' })).toBeVisible();
  await seeVerdict(page);
  await expect(page.locator('audio')).toHaveAttribute('src', /^blob:/);
  await expect.poll(() => page.locator('audio').evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(0.2);
  expect(await votesInTable(page)).toBe(20);
});

test('the same file again is answered from memory', async ({ page }) => {
  await page.goto('/');
  await chooseFile(page, 'my_garden_song.mp3');
  await seeVerdict(page);
  await expect(page.getByText('Heard before, so answered from memory.')).toBeVisible();
});

test('drop a file on any page', async ({ page }) => {
  await page.goto('/about');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const bytes = readFileSync(musicFile('another_song.flac')).toString('base64');
  const dataTransfer = await page.evaluateHandle((encoded) => {
    const transfer = new DataTransfer();
    const body = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([body], 'another_song.flac', { type: 'audio/flac' }));
    return transfer;
  }, bytes);
  await page.dispatchEvent('main', 'dragenter', { dataTransfer });
  await expect(page.getByText('Let go, and it is heard')).toBeVisible();
  await page.dispatchEvent('main', 'drop', { dataTransfer });
  await expect(page.getByRole('heading', { level: 1, name: 'another song' })).toBeVisible();
  await seeVerdict(page);
});
