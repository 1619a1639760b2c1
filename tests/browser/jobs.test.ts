import { expect, test } from '@jest/globals';
import { startSouk } from '../journeys/souk-process.ts';
import { logInToPlatform, password } from '../journeys/tenants.given.ts';
import { givenServers, hasServers } from '../servers/servers.given.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';

const tested = hasServers('redis') ? test : test.skip;

describeInBrowser('the board of jobs', () => {
  tested('is one link away for the platform, and works under the policy of its page', async () => {
    const servers = await givenServers(1, 'redis');
    const souk = await startSouk({ env: { WEB: 'on', REDIS_URL: servers.url('redis') } });
    await logInToPlatform(souk);
    const rita = await person(souk.url);
    const { page } = rita;
    await page.goto('/console/sign-in?tenant=platform&to=/console/health');
    await page.locator('input[type=email]').fill('root@souk.example');
    await page.locator('input[type=password]').fill(password);
    await page.locator('form button[type=submit]').click();
    await page.getByRole('link', { name: 'The board of jobs' }).click();
    for (const queue of ['mails', 'exports', 'sheets', 'alerts'])
      await page.getByRole('link', { name: queue, exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'mails', exact: true }).first().click();
    await page.getByText('Completed').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/jobs/queue/mails');
    expectCalm(rita);
    await rita.leave();
    expect(await souk.stop()).toBe(0);
  });
});
