import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Everything that a page asked for has come, and it stands still. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1, h2').first().waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  await page.waitForFunction(
    'document.getAnimations().every((one) => one.effect.getTiming().iterations === Infinity || one.playState === "finished")',
  );
}

/** A page of figures, once all that it asks is answered. */
export async function lookAt(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await settled(page);
  await page.locator('.skeleton').first().waitFor({ state: 'detached' });
}

/** What somebody could not see, reach or understand (WCAG 2.2, AA). */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(wcag).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
