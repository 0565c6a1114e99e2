import { chromium, type Browser, type LaunchOptions } from '@playwright/test';
import { axe, expect, musicFile, picture, seeVerdict, test } from './fixtures';

/** A browser of its own, whose microphone plays a real clip, or is refused. */
const withMicrophone = async (options: LaunchOptions | undefined, more: string[], use: (browser: Browser) => Promise<void>) => {
  const browser = await chromium.launch({ ...options, args: [...(options?.args ?? []), '--use-fake-device-for-media-stream', ...more] });
  try {
    await use(browser);
  } finally {
    await browser.close();
  }
};

test('record with the keyboard alone, hear it, send it, read the votes', async ({ baseURL }, info) => {
  const more = ['--use-fake-ui-for-media-stream', `--use-file-for-fake-audio-capture=${musicFile('in_the_room.wav')}`];
  await withMicrophone(info.project.use.launchOptions, more, async (browser) => {
    const page = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
    await page.goto('/');
    await page.getByRole('link', { name: 'Record' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'What is playing in the room?' })).toBeFocused();
    await page.getByRole('button', { name: 'Start recording' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(async () => Number(await page.getByRole('meter', { name: 'Level' }).getAttribute('aria-valuenow'))).toBeGreaterThan(20);
    await axe(page);
    await picture(page, 'recording');
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeFocused({ timeout: 30_000 });
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^Recorded \d+ seconds. Nothing has been sent yet.$/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Have it heard' })).toBeFocused();
    expect(await page.getByLabel('Your recording').evaluate((audio: HTMLAudioElement) => audio.duration)).toBeGreaterThan(9.9);
    await axe(page);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: /^Recording of/ })).toBeVisible();
    await seeVerdict(page);
  });
});

test('a microphone that is refused is explained', async ({ baseURL }, info) => {
  await withMicrophone(info.project.use.launchOptions, ['--deny-permission-prompts'], async (browser) => {
    const page = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage();
    await page.goto('/record');
    await page.getByRole('button', { name: 'Start recording' }).click();
    await expect(page.getByRole('alert')).toContainText('This page may not use the microphone.');
    await expect(page.getByRole('button', { name: 'Try again' })).toBeFocused();
    await axe(page);
    await picture(page, 'microphone-refused');
  });
});
