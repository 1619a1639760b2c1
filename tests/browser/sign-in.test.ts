import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';

describeInBrowser('signing in', () => {
  let souk: Souk;
  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on' } });
  });
  afterAll(() => souk.stop());

  test('leads each of the demo’s people to the face they work in, and no script sees a token', async () => {
    for (const [name, path] of [
      ['Vendor', '/vendor'],
      ['Operator', '/console'],
      ['Analyst', '/dashboards'],
      ['Shopper', '/'],
    ] as const) {
      const visitor = await person(souk.url);
      await visitor.page.goto('/sign-in');
      await visitor.page.getByRole('button', { name }).click();
      await visitor.page.waitForURL(souk.url + path);
      expect(await visitor.page.evaluate('document.cookie')).toBe('');
      expectCalm(visitor);
      await visitor.leave();
    }
  });

  test('with a wrong password says so in words, and a page that nobody has says so too', async () => {
    const visitor = await person(souk.url);
    await visitor.page.goto('/vendor');
    await visitor.page.waitForURL(/sign-in\?to=%2Fvendor$/);
    await visitor.page.getByLabel('Email').fill('vendor@demo.example');
    await visitor.page.getByLabel('Password').fill('not this one');
    await visitor.page.locator('form').getByRole('button', { name: 'Sign in' }).click();
    await visitor.page.getByText('do not belong together').waitFor();
    const answer = await visitor.page.goto('/nowhere');
    expect(answer?.status()).toBe(404);
    await visitor.page.getByRole('heading', { name: 'There is no such page' }).waitFor();
    await visitor.leave();
  });
});
