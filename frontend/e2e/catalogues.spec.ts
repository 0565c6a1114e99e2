import { expect, field, hearClip, seeVerdict, test, votesInTable } from './fixtures';
import { behave, misbehave, misspelt, NAMES, songOf, withoutClips, type Name } from './standins';

const shown: Record<Name, string> = { spotify: 'Spotify', deezer: 'Deezer', itunes: 'iTunes', openverse: 'Openverse', jamendo: 'Jamendo' };

test.describe('search, pick, classify', () => {
  for (const [n, name] of NAMES.entries()) {
    test(`a song of ${shown[name]}`, async ({ page }) => {
      const { title, artist } = songOf(n);
      await withoutClips(NAMES.filter((other) => other !== name));
      await page.goto('/');
      await field(page).fill(`${misspelt(title)} ${artist}`);
      const option = page.getByRole('option', { name: title }).first();
      await expect(option).toContainText(shown[name]);
      await expect(option).not.toContainText('no clip');
      await expect(page.getByRole('search').getByRole('status')).toContainText('found.');
      const sent = page.waitForRequest((request) => request.method() === 'POST');
      await option.click();
      expect(((await sent).postDataJSON() as { track_id: string }).track_id).toMatch(new RegExp(`^${name}:`));
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole('link', { name: `Open on ${shown[name]}` })).toBeVisible();
      await hearClip(page);
      await seeVerdict(page);
      expect(await votesInTable(page)).toBe(20);
      if (name === 'itunes') await expect(page.getByText(/courtesy of iTunes/)).toBeVisible();
      if (name === 'openverse' || name === 'jamendo') await expect(page.getByText(/^Licence: .*CC/)).toBeVisible();
    });
  }

  test('a song that Spotify has no clip of, from another catalogue', async ({ page }) => {
    const { title, artist } = songOf(6);
    await withoutClips([...NAMES]);
    await page.goto('/');
    await field(page).fill(`${artist} ${misspelt(title)}`);
    const option = page.getByRole('option', { name: title }).first();
    await expect(option).toContainText('no clip');
    await expect(option).toContainText('Spotify');
    await behave();
    await misbehave('spotify', 'null_preview');
    await option.click();
    await expect(page.getByRole('heading', { name: 'Spotify has no clip of this song.' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Choose a file you have' })).toBeVisible();
    const other = page.getByRole('list', { name: 'The same song elsewhere' }).getByRole('button', { name: /Deezer/ });
    await expect(other).toContainText(/same recording.* · \d+%/);
    await other.click();
    await expect(page.getByRole('link', { name: 'Open on Deezer' })).toBeVisible();
    await hearClip(page);
    await seeVerdict(page);
  });

  test('a piece of the house, offered on the first visit', async ({ page }) => {
    await page.goto('/');
    const offers = page.getByRole('region', { name: /No song at hand/ }).getByRole('button');
    await expect(offers.first()).toBeVisible();
    const title = await offers.first().textContent();
    await offers.first().click();
    await expect(page.getByRole('heading', { level: 1, name: title ?? '' })).toBeVisible();
    await hearClip(page);
    await seeVerdict(page);
  });
});

test('the same recording in several catalogues is one suggestion, found and taken with the keyboard alone', async ({ page }) => {
  const { title, artist } = songOf(7);
  await page.goto('/');
  await field(page).focus();
  await page.keyboard.type(`${title} ${artist}`);
  const option = page.getByRole('option', { name: title });
  await expect(option.first()).toContainText(/Spotify · Deezer · iTunes/);
  await expect(option).toHaveCount(1);
  await expect(page.getByText(/courtesy of iTunes/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused();
  await seeVerdict(page);
});

test('a catalogue that is slow adds its songs when they come, and the highlighted one stays', async ({ page }) => {
  const { title, artist } = songOf(8);
  await misbehave('deezer', 'slow_headers', { seconds: 1.6 });
  await page.goto('/');
  await field(page).fill(`${title} ${artist}`);
  const option = page.getByRole('option', { name: title }).first();
  await expect(option).toContainText('Spotify');
  await expect(page.getByText('Still asking Deezer…')).toBeVisible();
  await expect(option).not.toContainText('Deezer');
  const status = page.getByRole('search').getByRole('status');
  await expect(status).toBeEmpty();
  await page.keyboard.press('ArrowDown');
  await expect(option).toContainText('Deezer');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('option').first()).toContainText(title);
  await expect(page.getByText('Still asking Deezer…')).toBeHidden();
  await expect(status).toContainText('found.');
});
