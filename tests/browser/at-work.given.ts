import type { Locator, Page } from 'playwright-core';
import { type Person, person } from './browser.given.ts';

/** One of the demo's people, signed in by a press, on a page of theirs. */
export async function atWork(url: string, name: string, path: string): Promise<Person> {
  const one = await person(url);
  await one.page.goto(`/sign-in?to=${encodeURIComponent(path)}`);
  await one.page.getByRole('button', { name }).click();
  await one.page.waitForURL(`${url}${path}`);
  return one;
}

/** How many orders the live board counts. */
export const soldOrders = (page: Page): Locator => page.locator('.tile', { hasText: 'Orders' }).locator('strong');
