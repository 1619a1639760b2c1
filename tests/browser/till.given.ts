import type { Page } from 'playwright-core';

/** At the till with what lies in the cart, all but paid. */
export async function toTill(page: Page): Promise<void> {
  await page.goto('/checkout');
  await page.getByLabel('Email').fill('ann@example.org');
  await page.getByLabel('Full name').fill('Ann Archer');
  await page.getByLabel('Street and number').fill('1 Harbour Street');
  await page.getByLabel('Postcode').fill('LS1 1AA');
  await page.getByLabel('Town or city').fill('Leeds');
}

export const pay = (page: Page): Promise<void> => page.getByRole('button', { name: 'Pay and order' }).click();
