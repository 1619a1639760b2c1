import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { quietPort } from '../../journeys/quiet-port.ts';

/** Not among our packages: it is larger than all of them together, and only this command needs it. */
const lighthouse = 'lighthouse@12.8.2';
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

/** Of 100, as Lighthouse counts on a phone that is slow. */
export type Scores = Readonly<Record<(typeof categories)[number], number>>;

type Report = { readonly categories: Readonly<Record<string, { readonly score: number | null }>> };

/** A browser with something in its cart, as somebody has who comes to a checkout. */
async function openBrowser(url: string, profile: string, port: number): Promise<BrowserContext> {
  const args = ['--no-sandbox', '--disable-dev-shm-usage', `--remote-debugging-port=${port}`];
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launchPersistentContext(profile, { executablePath, args });
  const page = await browser.newPage();
  await page.goto(`${url}/products/harbour-mug`);
  await page.getByRole('button', { name: 'Add to cart' }).click();
  await page.getByText('Added to your cart').waitFor();
  await page.goto('about:blank');
  return browser;
}

async function scoreOf(url: string, port: number, report: string): Promise<Scores> {
  const how = [
    '--port',
    String(port),
    '--disable-storage-reset',
    '--quiet',
    '--output=json',
    `--output-path=${report}`,
  ];
  const child = spawn('npx', ['--yes', lighthouse, url, ...how], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`Lighthouse ended with ${code}`);
  const { categories: found } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const score = (name: string) => Math.round((found[name]?.score ?? 0) * 100);
  return Object.fromEntries(categories.map((name) => [name, score(name)])) as Scores;
}

/** What Lighthouse thinks of each path of the shop, a line each. */
export async function* scoreLines(url: string, paths: readonly string[]): AsyncGenerator<string> {
  const profile = mkdtempSync(join(tmpdir(), 'souk-scores-'));
  const port = await quietPort();
  const browser = await openBrowser(url, profile, port);
  try {
    yield `page                      ${categories.join('  ')}`;
    for (const path of paths) {
      const scores = await scoreOf(url + path, port, join(profile, 'report.json'));
      yield `${path.padEnd(24)} ${categories.map((name) => String(scores[name]).padStart(name.length + 1)).join(' ')}`;
    }
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
