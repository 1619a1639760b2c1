// npm run screens: takes pictures of the web pages into docs/screens/, of a fresh demo shop.
//
//   npm run screens              all
//   npm run screens -- shop-home only those whose names begin so

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { figuresScenes } from './figures.scenes.ts';
import { openShop } from './open-shop.ts';
import type { Scene } from './scene.ts';
import { shopScenes } from './shop.scenes.ts';
import { workScenes } from './work.scenes.ts';

const SCREENS = fileURLToPath(new URL('../../../docs/screens', import.meta.url));
const scenes = [...shopScenes, ...workScenes, ...figuresScenes];

/** Those that are seen; the others wait until somebody comes to them. */
const picturesAreThere =
  '[...document.images].every((one) => one.complete || one.getBoundingClientRect().top > innerHeight)';

const patienceMs = 60_000;
const quality = 60;
const wide = { width: 1280, height: 800 };

async function signIn(page: Page, who: string): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[type=email]').fill(`${who}@demo.example`);
  await page.locator('input[type=password]').fill('souk-demo');
  await page.locator('form button[type=submit]').last().click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

async function take(browser: Browser, url: string, { name, path, who, how, act }: Scene): Promise<void> {
  const context = await browser.newContext({ baseURL: url, locale: 'en-GB', viewport: wide, ...how });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  if (who) await signIn(page, who);
  await page.goto(path);
  await act?.(page);
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.waitForFunction(picturesAreThere);
  writeFileSync(join(SCREENS, `${name}.webp`), await picture(page));
  await context.close();
}

/** As WebP, which Playwright itself does not write: a tenth of a PNG. */
async function picture(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality,
    captureBeyondViewport: false,
  });
  return Buffer.from(data, 'base64');
}

const [wanted = ''] = process.argv.slice(2);
mkdirSync(SCREENS, { recursive: true });
const { souk, browser, end } = await openShop();
try {
  for (const scene of scenes.filter(({ name }) => name.startsWith(wanted))) {
    console.log(scene.name);
    await take(browser, souk, scene);
  }
} finally {
  await end();
}
