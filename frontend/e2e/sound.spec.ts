import type { Page } from '@playwright/test';
import { axe, chooseFile, expect, field, picture, seeVerdict, test, tooWide } from './fixtures';

const outline = (page: Page) => page.getByRole('slider', { name: 'Seek' });
const band = (page: Page) => page.getByRole('slider', { name: /Votes over time/ });
const time = (page: Page) => page.locator('audio').evaluate((element: HTMLAudioElement) => element.currentTime);

/** A song of the library, heard, with what is drawn of it. */
async function hear(page: Page, name: RegExp, search: string) {
  await page.goto('/');
  await field(page).fill(search);
  await page.getByRole('option', { name }).click();
  await seeVerdict(page);
  await expect(band(page)).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
}

/** How much of a canvas is not of its commonest colour. */
const drawn = (page: Page) =>
  page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Map<number, number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!;
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    return 1 - Math.max(...colours.values()) / (data.length / 4);
  });

test('the outline of a file is there before the server has answered, and one seeks in it', async ({ page }) => {
  await page.route('**/api/v1/classifications', () => undefined); // no answer ever comes
  await page.goto('/');
  await chooseFile(page, 'my_garden_song.mp3');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  const heights = () =>
    page.locator('[role=group] [aria-hidden] > div > svg path').first().evaluate((path) => [...path.getAttribute('d')!.matchAll(/ -([\d.]+)V/g)].map((found) => Number(found[1])));
  await expect.poll(async () => Math.max(...(await heights()))).toBeGreaterThan(30);
  await outline(page).click({ position: { x: 300, y: 20 } });
  const width = await outline(page).evaluate((element) => element.clientWidth);
  await page.getByRole('button', { name: 'Pause' }).click();
  expect(Math.abs((await time(page)) - (300 / width) * 20)).toBeLessThan(3);
  await expect(page.getByText(/Still sending.*seconds so far/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Twenty forests listen/ })).toBeVisible();
});

test('hear where the votes change: the band follows the playhead and seeks, with the keyboard alone', async ({ page }) => {
  await hear(page, /Four to the Forest Floor/, 'four forest floor');
  await outline(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => time(page)).toBeCloseTo(10, 0);
  await page.keyboard.press('Tab');
  await expect(band(page)).toBeFocused();
  await expect(band(page)).toHaveAttribute('aria-valuetext', /seconds: \d+ of 20 hear /);
  await page.keyboard.press('Home');
  await expect(band(page)).toHaveAttribute('aria-valuetext', /^0 seconds to 10 seconds: /);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect.poll(() => time(page)).toBeCloseTo(2, 0);
  await expect(page.getByText(/^\d+:\d\d–\d+:\d\d: \d+ of 20 hear /)).toBeVisible();
  await page.getByText('As numbers').click();
  await expect(page.getByRole('table', { name: 'Votes over time' }).getByRole('row')).toHaveCount(22);
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('1.5×');
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1.5');
  await expect.poll(() => page.locator('audio').evaluate((element: HTMLAudioElement) => element.playbackRate)).toBe(1.5);
});

test('look at the sound: three pictures, zoomed together, by mouse and by keys', async ({ page }) => {
  await hear(page, /Whispering Spruces/, 'whispering spruces');
  await page.keyboard.press('End');
  const tabs = page.getByRole('tablist', { name: 'Pictures of the sound' });
  await tabs.scrollIntoViewIfNeeded();
  for (const [name, words] of [['Frequencies', /loudest around .+Hz/], ['Notes', /strongest notes|equally strong/], ['Timbre', /Coefficient \d+ moves most/]] as const) {
    await tabs.getByRole('tab', { name }).click();
    await expect(page.getByRole('tabpanel', { name })).toContainText(words);
    await expect.poll(() => drawn(page)).toBeGreaterThan(0.2);
  }
  await tabs.getByRole('tab', { name: 'Timbre' }).press('Home');
  const box = page.getByRole('slider', { name: 'Frequencies over time' });
  await box.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await expect(page.getByText(/Shown: .+ to /).first()).toBeVisible();
  await box.hover();
  await page.mouse.down();
  await page.mouse.move(400, 400, { steps: 4 });
  await page.mouse.up();
  await tabs.getByRole('tab', { name: 'Notes' }).click();
  await expect(page.getByText(/Shown: .+ to /).first()).toBeVisible();
  await page.getByRole('button', { name: 'Whole song' }).click();
  await page.getByRole('slider', { name: 'Notes over time' }).click({ position: { x: 5, y: 20 } });
  await expect.poll(() => time(page)).toBeLessThan(1);
});

for (const [name, colorScheme, viewport] of [
  ['phone', 'dark', { width: 320, height: 640 }],
  ['desktop', 'light', { width: 1440, height: 900 }],
] as const) {
  test.describe(`${name}, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

    test('the whole page of a song is well made', async ({ page }) => {
      await hear(page, /Rain over Pines/, 'rain pines');
      await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
      await page.getByRole('tab', { name: 'Notes' }).click();
      await expect.poll(() => drawn(page)).toBeGreaterThan(0.2);
      expect(await tooWide(page)).toEqual([]);
      await axe(page);
      await picture(page, `sound-${name}-${colorScheme}`);
    });
  });
}
