import { existsSync } from 'node:fs';
import { afterAll, describe, expect } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Where Debian, Ubuntu and whoever names another one put it. */
const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
const executablePath = places.find((path) => path !== undefined && existsSync(path));

if (!executablePath) {
  const sentence = 'Chromium is missing, so the web pages are not tested: install it, or name it in CHROMIUM.';
  if (process.env.CI) throw new Error(sentence);
  process.stderr.write(`\nSKIPPED: ${sentence}\n`);
}

/** A suite in Chromium: a loud skip where there is none, a failure in CI. */
export const describeInBrowser: (name: string, tests: () => void) => void = executablePath ? describe : describe.skip;

let browser: Promise<Browser> | undefined;

const launch = (): Promise<Browser> => {
  // As root, which is who runs it in a container, its own sandbox cannot be had; and shared memory is small there.
  const args = ['--no-sandbox', '--disable-dev-shm-usage'];
  browser ??= chromium.launch({ executablePath: executablePath ?? '', args });
  return browser;
};

afterAll(async () => (await browser)?.close());

/** A page of somebody's own browser: nobody else's cookies, and all its complaints are kept. */
export type Person = { readonly page: Page; readonly complaints: readonly string[]; leave(): Promise<void> };

/** Longer than the slowest machine takes for one step. */
const patienceMs = 60_000;

export async function person(url: string, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await (await launch()).newContext({ baseURL: url, locale: 'en-GB', ...options });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints, leave: () => context.close() };
}

/** Nothing went wrong that only the console tells. */
export const expectCalm = ({ complaints }: Person): void => expect(complaints).toEqual([]);
