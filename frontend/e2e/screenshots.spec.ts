/** The pictures of the README, from the real product with pieces of the House Band. */
import path from 'node:path';
import { expect, field, seeVerdict, test } from './fixtures';

const docs = path.join(import.meta.dirname, '../../docs');

test.use({ viewport: { width: 1280, height: 900 }, contextOptions: { reducedMotion: 'reduce' } });

test('home, a result, the explanation', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByText('No song at hand?')).toBeVisible();
  await page.screenshot({ path: path.join(docs, 'home.png') });
  await field(page).fill('night bus north');
  await page.getByRole('option', { name: /Night Bus North/ }).first().click();
  await seeVerdict(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  // What lies below is drawn only when one goes there.
  await page.screenshot({ path: path.join(docs, 'page.png'), fullPage: true, clip: { x: 0, y: 0, width: 1280, height: 1960 } });
  await page.goto('/how');
  await page.getByRole('heading', { name: 'The map of songs' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('group', { name: /Map of the training songs/ })).toBeVisible();
  await page.getByRole('group', { name: /Map of the training songs/ }).screenshot({ path: path.join(docs, 'map.png') });
});
