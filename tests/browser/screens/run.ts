// npm run screens: takes pictures of the web pages into docs/screens/, of a fresh demo shop.
//
//   npm run screens              all
//   npm run screens -- shop-home only those whose names begin so

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { figuresScenes } from './figures.scenes.ts';
import type { Scene } from './scene.ts';
import { shopScenes } from './shop.scenes.ts';
import { workScenes } from './work.scenes.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const SCREENS = join(ROOT, 'docs', 'screens');
const scenes = [...shopScenes, ...workScenes, ...figuresScenes];

const patienceMs = 60_000;
const quality = 60;
const wide = { width: 1280, height: 800 };

/** Pictures of the demo's shelves are there once the last of a hundred products is. */
const shelves = 100;

type Open = { readonly url: string; readonly end: () => Promise<void> };

async function openSouk(): Promise<Open> {
  const directory = mkdtempSync(join(tmpdir(), 'souk-screens-'));
  const env = { ...process.env, DATA_DIR: directory, PORT: '0', ANALYTICS: 'on', LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['cli/start.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await openedAt(child);
  const end = async (): Promise<void> => {
    child.kill('SIGTERM');
    await once(child, 'exit');
    rmSync(directory, { recursive: true, force: true });
  };
  return { url, end };
}

/** What it prints is read to its end, or the pipe would fill. */
function openedAt(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  child.stdout?.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-20_000);
    const port = /Souk is open at +http:\/\/localhost:(\d+)[\s\S]*nothing is lost/.exec(said)?.[1];
    if (port) resolve(`http://127.0.0.1:${port}`);
  });
  child.on('exit', () => reject(new Error(`Souk did not start:\n${said}`)));
  return promise;
}

async function filled(url: string): Promise<void> {
  for (;;) {
    const facets = (await (await fetch(`${url}/v1/search/facets`)).json()) as { readonly total: number };
    if (facets.total >= shelves) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

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
const souk = await openSouk();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
try {
  await filled(souk.url);
  for (const scene of scenes.filter(({ name }) => name.startsWith(wanted))) {
    console.log(scene.name);
    await take(browser, souk.url, scene);
  }
} finally {
  await browser.close();
  await souk.end();
}
