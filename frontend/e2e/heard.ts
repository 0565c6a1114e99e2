import type { Page } from '@playwright/test';
import { field, seeVerdict } from './fixtures';

/** A song of the library, heard to its verdict; gives its address. */
export async function hear(page: Page, text: string, title: RegExp): Promise<string> {
  await page.goto('/');
  await field(page).fill(text);
  await page.getByRole('option', { name: title }).first().click();
  await seeVerdict(page);
  return page.url();
}
