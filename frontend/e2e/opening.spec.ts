import { expect, hearClip, seeVerdict, test } from './fixtures';

/** Everything that moved without being asked to, as the browser itself counts it. */
const shifted = () =>
  new Promise<number>((resolve) => {
    new PerformanceObserver((list) => {
      resolve(list.getEntries().reduce((sum, entry) => sum + (entry as PerformanceEntry & { value: number }).value, 0));
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(0), 500);
  });

for (const [screen, width] of [['phone', 390], ['desktop', 1440]] as const) {
  test(`a result opened by its address: nothing moves, nothing is fetched twice, the clip waits to be wanted (${screen})`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 844 });
    const answer = await request.post('/api/v1/classifications', { data: { track_id: 'house:drum-and-bass' } });
    const { id } = (await answer.json()) as { id: string };
    const asked: string[] = [];
    page.on('request', (one) => asked.push(new URL(one.url()).pathname));
    await page.goto(`/c/${id}`);
    await seeVerdict(page);
    await expect(page.getByRole('slider', { name: /Votes over time/ })).toBeVisible();
    const named = await page.locator('link[rel=preload][as=fetch]').evaluateAll((links) => links.map((link) => new URL((link as HTMLLinkElement).href).pathname));
    expect(named).toHaveLength(5);
    for (const path of named) expect(asked.filter((one) => one === path), path).toHaveLength(1);
    expect(await page.evaluate(shifted)).toBeLessThan(0.001);
    expect(asked.filter((path) => path.endsWith('/audio'))).toEqual([]);
    await page.getByRole('button', { name: 'Play' }).click();
    await hearClip(page);
  });
}

test('a place in the clip can be chosen before it is loaded', async ({ page, request }) => {
  const answer = await request.post('/api/v1/classifications', { data: { track_id: 'house:drum-and-bass' } });
  const { id } = (await answer.json()) as { id: string };
  await page.goto(`/c/${id}`);
  await seeVerdict(page);
  await page.getByRole('slider', { name: 'Seek' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('0:10', { exact: true }).first()).toBeVisible();
  await page.keyboard.press(' ');
  await expect.poll(() => page.locator('audio').evaluate((element: HTMLAudioElement) => element.currentTime)).toBeGreaterThan(10);
});

test('where a script never comes, the page says so and offers to load it again', async ({ page }) => {
  let away = true;
  await page.route('**/assets/vendor-*.js', (route) => (away ? route.abort() : route.continue()));
  await page.goto('/about');
  await expect(page.getByText('This takes longer than it should.')).toBeHidden();
  await expect(page.getByText('This takes longer than it should.')).toBeVisible({ timeout: 15_000 });
  away = false;
  await page.getByRole('link', { name: 'Load the page again' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'About AudioFiler' })).toBeVisible();
  await expect(page).toHaveURL(/\/about$/);
});
