import type { Page } from 'playwright-core';

/** An alert that rings at once, and one that is narrowed to a thing; both are removed again. */
export async function watchAndForget(page: Page): Promise<void> {
  await page.goto('/dashboards/alerts');
  await page.getByLabel('Name').fill('It sells');
  await page.getByLabel('Ring when it').selectOption('above');
  await page.getByLabel('This', { exact: true }).fill('0');
  await page.getByRole('button', { name: 'Watch it' }).click();
  await page.getByText('Rings', { exact: true }).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Try: It sells' }).click();
  await page.getByText(/It sells sees \d+ now/).waitFor();
  await page.getByRole('button', { name: 'Remove: It sells' }).click();
  await page.getByText('It sells is removed').waitFor();
  await page.getByLabel('Name').fill('The sandbox fails');
  await page.getByLabel('About').selectOption('payments');
  await page.getByText('More: of what alone, how often').click();
  await page.getByLabel('Only this one').fill('sandbox');
  await page.getByLabel('Look', { exact: true }).selectOption('1440');
  await page.getByRole('button', { name: 'Watch it' }).click();
  await page.getByText('(Payments of any provider): sandbox').waitFor();
  await page.getByRole('button', { name: 'Remove: The sandbox fails' }).click();
  await page.getByText('The sandbox fails is removed').waitFor();
}
