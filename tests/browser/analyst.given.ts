import type { BrowserContextOptions } from 'playwright-core';
import { type Person, person } from './browser.given.ts';

/** Somebody of the demo market who has signed in to the dashboards, and looks at the first of them. */
export async function signedInAt(url: string, name: string, options: BrowserContextOptions): Promise<Person> {
  const one = await person(url, { acceptDownloads: true, ...options });
  await one.page.goto('/dashboards/sign-in?to=/dashboards');
  await one.page.locator('input[type=email]').fill(`${name}@demo.example`);
  await one.page.locator('input[type=password]').fill('souk-demo');
  await one.page.locator('form button[type=submit]').click();
  await one.page.waitForURL(`${url}/dashboards`);
  return one;
}
