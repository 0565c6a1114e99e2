import { expect, field, seeVerdict, test, votesInTable } from './fixtures';
import { hear } from './heard';

test('find a song by a misspelt title with the keyboard alone, hear it and read the votes', async ({ page }) => {
  await page.goto('/');
  await expect(field(page)).toBeVisible(); // a Tab before the first drawing would find nothing to focus
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await field(page).focus();
  await page.keyboard.type('wispering sprucse');
  await expect(page.getByRole('option', { name: /Whispering Spruces/ })).toBeVisible();
  await expect(page.getByRole('search').getByRole('status')).toContainText('found. Use the arrow keys to choose.');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  const start = Date.now();
  await page.keyboard.press('Enter');

  const heading = page.getByRole('heading', { level: 1, name: 'Whispering Spruces' });
  await expect(heading).toBeFocused();
  await seeVerdict(page);
  console.log(`from the choice to the votes: ${Date.now() - start} ms`);
  await expect(page).toHaveTitle('Whispering Spruces · AudioFiler');
  await expect(page).toHaveURL(/\/c\/[\w-]+$/);
  expect(await votesInTable(page)).toBe(20);

  const audio = page.locator('audio');
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(0.2);
  await page.getByRole('button', { name: 'Pause' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => audio.evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(5);
  await expect(page.getByRole('slider', { name: 'Seek' })).toHaveAttribute('aria-valuetext', /of 30 seconds/);
});

test('a result has its own address, the back button works, and the first page remembers', async ({ page, context }) => {
  await page.goto('/');
  await field(page).fill('cafe bosque');
  await page.getByRole('option', { name: /Café del Bosque/ }).click();
  await seeVerdict(page);
  const sentence = await page.locator('#verdict + p').textContent();
  const address = page.url();

  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: /Twenty forests listen/ })).toBeFocused();
  await expect(page.getByRole('link', { name: /Café del Bosque/ })).toBeVisible();
  await page.goForward();
  await seeVerdict(page);

  const shared = await context.newPage();
  await shared.goto(address);
  await seeVerdict(shared);
  await expect(shared.locator('#verdict + p')).toHaveText(sentence ?? '');
});

test('open a song heard before from the empty field, with the keyboard alone', async ({ page }) => {
  const address = await hear(page, 'whispering', /Whispering Spruces/);
  await hear(page, 'rain pines', /Rain over Pines/);
  await page.getByRole('link', { name: 'Another song' }).focus();
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole('listbox', { name: 'Recent songs' }).getByRole('option')).toHaveCount(2);
  await expect(page.getByRole('search').getByRole('status')).toContainText('2 recent songs.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('option')).toHaveCount(0);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('option', { name: /Whispering Spruces/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('heading', { level: 1, name: 'Whispering Spruces' })).toBeFocused();
});

test('walk among the ballots with the arrow keys', async ({ page }) => {
  await page.goto('/');
  await field(page).fill('rain pines');
  await page.getByRole('option', { name: /Rain over Pines/ }).click();
  await seeVerdict(page);
  const trees = page.getByRole('list', { name: 'Ballots' }).getByRole('button');
  await trees.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(trees.nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(trees.last()).toBeFocused();
  await expect(page.locator('figcaption')).toContainText(/Forest \d+ hears .+, with a probability of \d+%/);
});
