import { expect, seeVerdict, test, votesInTable } from './fixtures';

/** What reaches past the right edge of its own section, and does not scroll by itself. */
const outside = () =>
  [...document.querySelectorAll('article section')].flatMap((section) => {
    const edge = section.getBoundingClientRect().right + 1;
    return [...section.querySelectorAll('table, ol, ul, p, svg')].filter((one) => one.getBoundingClientRect().right > edge && !one.closest('[role=region][tabindex]')).map((one) => one.outerHTML.slice(0, 80));
  });

for (const width of [320, 390]) {
  test(`with its table open the vote stays within its frame (${width} px)`, async ({ page, request }) => {
    await page.setViewportSize({ width, height: 844 });
    const { id } = (await (await request.post('/api/v1/classifications', { data: { track_id: 'house:drum-and-bass' } })).json()) as { id: string };
    await page.goto(`/c/${id}`);
    await seeVerdict(page);
    expect(await votesInTable(page)).toBe(20);
    expect(await page.evaluate(outside)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  });
}
