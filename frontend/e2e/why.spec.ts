import { axe, expect, picture, seeVerdict, test } from './fixtures';
import { hear } from './heard';

test('read why, against another genre, with the keyboard alone', async ({ page }) => {
  await hear(page, 'rain pines', /Rain over Pines/);
  const why = page.getByRole('region', { name: 'Why?' });
  await why.scrollIntoViewIfNeeded();
  await expect(why.getByRole('heading', { level: 3 })).toHaveCount(8, { timeout: 30_000 }); // the first answer of a process takes the trees apart
  const [sum] = await why.getByRole('list', { name: 'How it adds up' }).getByRole('listitem').allTextContents();
  const [, base = 0, points = 0, total = 0] = (/^\D+?([\d.]+)% before listening([+−][\d.]+) points from the features= ([\d.]+)%$/.exec(sum ?? '') ?? []).map((text) => Number(text.replace('−', '-')));
  expect(Math.abs(base + points - total)).toBeLessThanOrEqual(0.15); // each is rounded
  const against = why.getByRole('combobox', { name: 'Rather than this genre' });
  const before = await against.inputValue();
  await against.focus();
  await page.keyboard.press('ArrowDown');
  await expect(against).not.toHaveValue(before);
  await expect(why.getByRole('status')).toContainText(`rather than ${await against.inputValue()}`);
  await why.getByText('How is this computed?').focus();
  await page.keyboard.press('Enter');
  await expect(why.getByText(/Along the song.s way down every tree/)).toBeVisible();
  await axe(page);
  await picture(page, 'why');
});

test('keep a result as a table, named after its song', async ({ page }) => {
  await hear(page, 'cafe bosque', /Café del Bosque/);
  await seeVerdict(page);
  await page.getByRole('button', { name: 'Save as a file' }).click();
  for (const [button, name] of [['Table (CSV)', 'cafe-del-bosque-genre.csv'], ['Picture (PNG)', 'cafe-del-bosque-genre.png']] as const) {
    const file = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    expect((await file).suggestedFilename()).toBe(name);
  }
});
