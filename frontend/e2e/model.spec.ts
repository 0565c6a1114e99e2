import { chooseFile, expect, field, seeVerdict, test, votesInTable } from './fixtures';

const OTHER = 'sketch-10';
const USUAL = 'audiofiler-26';

test('another model is chosen with the keyboard, hears the next song, and is remembered', async ({ page }) => {
  await page.goto('/');
  const picker = page.getByRole('search').getByRole('button', { name: new RegExp(`Heard by ${USUAL}`) });
  await picker.focus();
  await page.keyboard.press('Enter');
  const models = page.getByRole('list', { name: 'Models' }).getByRole('button');
  const usual = models.filter({ hasText: USUAL });
  await expect(usual).toBeFocused();
  await expect(usual).toHaveAttribute('aria-current', 'true');
  await expect(usual).toContainText('the usual one');
  await expect(models.filter({ hasText: OTHER })).toContainText('20 separately trained networks. Hears 69 of 70 features; learnt from nothing.');
  await page.keyboard.press('Escape');
  await expect(picker).toBeFocused();
  await page.keyboard.press('Enter');
  const wanted = models.filter({ hasText: OTHER });
  while (!(await wanted.evaluate((button) => button === document.activeElement))) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Twenty networks listen/ })).toBeVisible();

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: /Twenty networks listen/ })).toBeVisible();
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await field(page).fill('whispering spruces');
  await page.getByRole('option', { name: /Whispering Spruces/ }).click();
  expect((await sent).postDataJSON()).toMatchObject({ model: OTHER });
  await seeVerdict(page);
  await expect(page.getByRole('button', { name: new RegExp(`Heard by ${OTHER} 0.1.0`) })).toBeVisible();
  await expect(page.getByText(`Answered by ${OTHER} 0.1.0, 20 separately trained networks.`)).toBeVisible();
  expect(await votesInTable(page)).toBe(20);
});

test('a result is asked again from another model, and Back leads to the first; a file too while it is at hand', async ({ page }) => {
  await page.goto('/');
  await chooseFile(page, 'my_garden_song.mp3');
  await seeVerdict(page);
  const first = page.url();
  const ask = async (name: string) => {
    await page.getByRole('button', { name: /ask another model/ }).click();
    await page.getByRole('list', { name: 'Models' }).getByRole('button', { name }).click();
  };
  await ask(OTHER);
  await expect(page.getByText(`Answered by ${OTHER}`)).toBeVisible();
  expect(page.url()).not.toBe(first);
  await seeVerdict(page);
  await page.goBack();
  await expect(page).toHaveURL(first);
  await expect(page.getByText(`Answered by ${USUAL}`)).toBeVisible();

  await page.reload();
  await ask(OTHER);
  await expect(page.getByText(`${OTHER} hears the next one.`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose the file once more' })).toBeVisible();
});
