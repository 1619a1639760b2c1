// npm run vitals: how the shop's first pages come to a slow phone, by the browser's own measures.
//
//   npm run vitals              as on a slow phone: 150 ms and 1.6 Mbit/s, a processor four times slower
//   npm run vitals -- fast      as on this machine
//   npm run vitals -- scores    what Lighthouse thinks of them, of 100 (npx brings it; on a machine with nothing else to do)

import type { Browser, Page } from 'playwright-core';
import { openShop } from '../screens/open-shop.ts';
import { phone } from '../screens/scene.ts';
import { scoreLines } from './scores.ts';

const pages = ['/', '/products/harbour-mug', '/categories/kitchen', '/cart', '/checkout'];
const scored = ['/', '/products/harbour-mug', '/checkout'];
const timeoutMs = 120_000;

/** Of the page that is open; times in milliseconds, sizes in bytes as they came over the wire. */
type Vitals = {
  readonly firstByte: number;
  readonly largestPaint: number;
  readonly shift: number;
  readonly scripts: number;
  readonly all: number;
};

const watch = `
  window.vitals = { largestPaint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.vitals.largestPaint = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.vitals.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;

const read = `(() => {
  const [page] = performance.getEntriesByType('navigation');
  const files = performance.getEntriesByType('resource');
  const sum = (some) => some.reduce((bytes, { transferSize }) => bytes + transferSize, 0);
  return {
    ...window.vitals,
    firstByte: page.responseStart,
    scripts: sum(files.filter(({ name }) => /\\.js$/.test(name))),
    all: page.transferSize + sum(files),
  };
})()`;

/** As Lighthouse's mobile profile has it. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const bytesPerSecond = (1.6 * 1_000_000) / 8;
  const network = { offline: false, latency: 150, downloadThroughput: bytesPerSecond, uploadThroughput: 93_750 };
  await session.send('Network.emulateNetworkConditions', network);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

/** In a browser that has never been there. */
async function measure(browser: Browser, url: string, isSlow: boolean): Promise<Vitals> {
  const context = await browser.newContext({ locale: 'en-GB', ...phone });
  context.setDefaultTimeout(timeoutMs);
  const page = await context.newPage();
  await page.addInitScript(watch);
  if (isSlow) await slowDown(page);
  await page.goto(url, { timeout: timeoutMs });
  await page.waitForLoadState('networkidle');
  const vitals = await page.evaluate<Vitals>(read);
  await context.close();
  return vitals;
}

async function printVitals(browser: Browser, souk: string, isSlow: boolean): Promise<void> {
  console.log('page                      first byte  largest paint   shift   scripts      all');
  for (const path of pages) {
    const { firstByte, largestPaint, shift, scripts, all } = await measure(browser, souk + path, isSlow);
    const times = [`${Math.round(firstByte)} ms`.padStart(10), `${Math.round(largestPaint)} ms`.padStart(14)];
    const sizes = [scripts, all].map((bytes) => `${Math.round(bytes / 1_000)} KB`.padStart(8));
    console.log([path.padEnd(24), ...times, shift.toFixed(3).padStart(7), ...sizes].join(' '));
  }
}

const [how] = process.argv.slice(2);
const { souk, browser, end } = await openShop();
try {
  if (how === 'scores') for await (const line of scoreLines(souk, scored)) console.log(line);
  else await printVitals(browser, souk, how !== 'fast');
} finally {
  await end();
}
