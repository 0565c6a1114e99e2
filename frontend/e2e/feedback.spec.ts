import { expect, field, seeVerdict, test } from './fixtures';

test('say that it was right, change it with the keyboard, find it again, take it back', async ({ page, context, browser }) => {
  await page.goto('/');
  await field(page).fill('cafe bosque');
  await page.getByRole('option', { name: /Café del Bosque/ }).click();
  await seeVerdict(page);
  const feedback = page.getByRole('region', { name: 'Was it right?' });
  await feedback.getByRole('button', { name: 'Yes' }).click();
  await expect(feedback).toContainText(/Thank you. You said: yes, it is .+\./);

  await feedback.getByRole('button', { name: 'Change' }).focus();
  await page.keyboard.press('Enter');
  await expect(feedback.getByRole('combobox', { name: 'It is' })).toBeFocused();
  await page.keyboard.type('reg');
  await expect(feedback.getByRole('group', { name: 'Reggae & Ska' }).getByRole('option', { name: 'Reggae' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(feedback).toContainText(/You said: it is Reggae/);

  const again = await context.newPage();
  await again.goto(page.url());
  const there = again.getByRole('region', { name: 'Was it right?' });
  await expect(there).toContainText(/^You said: it is Reggae/);
  await there.getByRole('button', { name: 'Take back' }).click();
  await expect(there.getByRole('button', { name: 'Yes' })).toBeVisible();
  await again.reload();
  await expect(there.getByRole('button', { name: 'Yes' })).toBeVisible();

  // Whoever is only shown the result is not asked.
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(page.url());
  await seeVerdict(stranger);
  await expect(stranger.getByRole('region', { name: 'Was it right?' })).toHaveCount(0);
});

test('a word that gets lost on the way is kept for another try', async ({ page }) => {
  await page.goto('/');
  await field(page).fill('rain pines');
  await page.getByRole('option', { name: /Rain over Pines/ }).click();
  await seeVerdict(page);
  const feedback = page.getByRole('region', { name: 'Was it right?' });
  await page.route('**/feedback', (route) => route.abort());
  await feedback.getByRole('button', { name: 'Yes' }).click();
  await expect(feedback.getByRole('alert')).toContainText('The connection was lost.');
  await page.unroute('**/feedback');
  await feedback.getByRole('button', { name: 'Try again' }).click();
  await expect(feedback).toContainText(/Thank you. You said: yes/);
});
