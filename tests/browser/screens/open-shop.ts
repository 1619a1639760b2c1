import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

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

type Shop = { readonly souk: string; readonly browser: Browser; readonly end: () => Promise<void> };

/** A fresh demo shop whose shelves are full, and a browser. */
export async function openShop(): Promise<Shop> {
  const souk = await openSouk();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  const end = async (): Promise<void> => {
    await browser.close();
    await souk.end();
  };
  await filled(souk.url).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  return { souk: souk.url, browser, end };
}
