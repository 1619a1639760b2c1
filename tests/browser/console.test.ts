import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { logInToPlatform, password } from '../journeys/tenants.given.ts';
import { visitor } from '../journeys/visitor.ts';
import { describeInBrowser, expectCalm, type Person, person } from './browser.given.ts';
import { sell } from './shelves.given.ts';

describeInBrowser('the console', () => {
  let souk: Souk;
  let order: { readonly id: string; readonly number: string };

  const signedIn = async (name: string): Promise<Person> => {
    const one = await person(souk.url);
    await one.page.goto('/sign-in?to=/console');
    await one.page.getByRole('button', { name }).click();
    await one.page.getByRole('heading', { name: 'Today', level: 1 }).waitFor();
    return one;
  };

  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on' } });
    order = await sell(visitor(souk.url), 'breakfast-bowl');
  });
  afterAll(() => souk.stop());

  test('lets an operator approve who has applied, and stop a shop only by typing its name', async () => {
    const zoe = await person(souk.url);
    await zoe.page.goto('/register?to=/vendor/apply');
    await zoe.page.getByLabel('Name').fill('Zoe');
    await zoe.page.getByLabel('Email').fill('zoe@shop.example');
    await zoe.page.getByLabel('Password', { exact: true }).fill('thimble and thread');
    await zoe.page.locator('form').getByRole('button').click();
    await zoe.page.getByLabel('Name of the shop').fill('Zoe Sews');
    await zoe.page.getByRole('button', { name: 'Apply' }).click();
    await zoe.page.getByText('Your application is being looked at').waitFor();

    const omar = await signedIn('Operator');
    await omar.page.getByRole('link', { name: 'Vendors' }).click();
    const row = omar.page.getByRole('row', { name: /Zoe Sews/ });
    await row.getByRole('button', { name: 'Approve' }).click();
    await omar.page.getByLabel('Commission in percent').fill('12.5');
    await omar.page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await omar.page.getByText('Zoe Sews: Approved').waitFor();
    await row.getByText('12.5 %').waitFor();
    await row.getByRole('button', { name: 'Suspend' }).click();
    const stop = omar.page.getByRole('dialog').getByRole('button', { name: 'Suspend' });
    await omar.page.getByLabel('Reason').fill('No thimbles.');
    expect(await stop.isDisabled()).toBe(true);
    await omar.page.getByLabel('Type Zoe Sews to go on').fill('Zoe Sews');
    await stop.click();
    await omar.page.getByText('Zoe Sews: Suspended').waitFor();

    await zoe.page.goto('/vendor');
    await zoe.page.getByText('No thimbles.').waitFor();
    expectCalm(omar);
    await Promise.all([zoe.leave(), omar.leave()]);
  });

  test('shows an order with its money, and refunds a part of it', async () => {
    const omar = await signedIn('Operator');
    await omar.page.getByRole('link', { name: order.number }).click();
    await omar.page.getByText('Paid by sandbox').waitFor();
    await omar.page.getByText('shopper_clearing').waitFor();
    await omar.page.getByRole('button', { name: 'Refund' }).click();
    await omar.page.getByLabel('Amount in GBP').fill('5.00');
    await omar.page.getByLabel('Reason').fill('A chip.');
    await omar.page.getByLabel(`Type ${order.number} to go on`).fill(order.number);
    await omar.page.getByRole('dialog').getByRole('button', { name: 'Refund' }).click();
    await omar.page
      .getByRole('row', { name: /Old Town Ceramics.*£5\.00/ })
      .first()
      .waitFor();
    expectCalm(omar);
    await omar.leave();
  });

  test('lets an operator take a product off sale and put it back, and change what the market asks for', async () => {
    const omar = await signedIn('Operator');
    const { page } = omar;
    await page.getByRole('link', { name: 'Products' }).click();
    await page.getByLabel('Find by words').fill('towel');
    await page.getByRole('cell', { name: 'Harbour mug', exact: true }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Take off sale: Linen tea towel' }).click();
    await page.getByText('Linen tea towel is off sale.').waitFor();
    await page.getByRole('link', { name: 'Linen tea towel' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('link', { name: 'Linen tea towel' }).waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Commission in percent').fill('101');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('From 0 to 100, with two places at most.').waitFor();
    await page.getByLabel('Commission in percent').fill('12,5');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved').waitFor();
    await page.reload();
    await page.getByLabel('Commission in percent').waitFor();
    expect(await page.getByLabel('Commission in percent').inputValue()).toBe('12.5');
    expectCalm(omar);
    await omar.leave();
  });

  test('lets an operator find somebody by the mail address, and forget that person once it is typed', async () => {
    const guest = await person(souk.url);
    await guest.page.goto('/register');
    await guest.page.getByLabel('Name').fill('Fay');
    await guest.page.getByLabel('Email').fill('fay@home.example');
    await guest.page.getByLabel('Password', { exact: true }).fill('leave no trace');
    await guest.page.locator('form').getByRole('button').click();
    await guest.page.waitForURL(`${souk.url}/`);
    const omar = await signedIn('Operator');
    const { page } = omar;
    await page.getByRole('link', { name: 'Customers' }).click();
    await page.getByLabel('Find by email').fill('fay@home.example');
    await page.getByRole('cell', { name: 'vendor@demo.example' }).waitFor({ state: 'detached' });
    await page.getByRole('row', { name: /Fay/ }).getByRole('button', { name: 'Forget' }).click();
    const forget = page.getByRole('dialog').getByRole('button', { name: 'Forget' });
    expect(await forget.isDisabled()).toBe(true);
    await page.getByLabel('Type fay@home.example to go on').fill('fay@home.example');
    await forget.click();
    await page.getByText('This person is forgotten.').waitFor();
    expectCalm(omar);
    await Promise.all([guest.leave(), omar.leave()]);
  });

  test('shows ops how the node is, that nothing was left undone, and what one actor has been through', async () => {
    const ola = await signedIn('Ops');
    await ola.page.getByRole('link', { name: 'Health' }).click();
    await ola.page.getByText('1 node, well').waitFor();
    await ola.page.getByText(/places taken/).waitFor();
    await ola.page.getByRole('row', { name: /flow-order/ }).waitFor();
    await ola.page
      .getByRole('row', { name: /GET .* ms/ })
      .first()
      .waitFor();
    await ola.page.getByText(/went wrong \(\d/).waitFor();
    await ola.page.getByRole('link', { name: 'Flags' }).click();
    await ola.page.getByRole('row', { name: /^Sandbox payments On/ }).waitFor();
    await ola.page.getByRole('row', { name: /^MongoDB Off/ }).waitFor();
    await ola.page.getByRole('link', { name: 'Dead letters' }).click();
    await ola.page.getByText('Nothing was left undone.').waitFor();
    await ola.page.getByRole('link', { name: 'Actors' }).click();
    await ola.page.getByLabel('Id').fill(order.id);
    await ola.page.getByRole('button', { name: 'Look', exact: true }).click();
    await ola.page.getByText('State at version').waitFor();
    await ola.page.getByText('"confirmed"').first().waitFor();
    expectCalm(ola);
    await ola.leave();
  });

  test('shows ops the nodes with what they have to do, and which of them has an actor', async () => {
    const ola = await signedIn('Ops');
    await ola.page.getByRole('link', { name: 'Nodes' }).click();
    await ola.page.getByText('1 node', { exact: true }).waitFor();
    await ola.page.getByRole('img', { name: /^Work under way/ }).waitFor();
    await ola.page.getByLabel('Actor').fill(`order/${order.id}`);
    await ola.page.getByRole('button', { name: 'Find' }).click();
    await ola.page.getByText(/is in partition .* of orders, which .* owns/).waitFor();
    await ola.page.getByText('lives here').waitFor();
    // To drain a node is the platform's.
    expect(await ola.page.getByRole('button', { name: 'Drain' }).count()).toBe(0);
    expectCalm(ola);
    await ola.leave();
  });

  test('lets the platform drain a node once its name is typed, and says that it is the only one', async () => {
    await logInToPlatform(souk);
    const rita = await person(souk.url);
    await rita.page.goto('/console/sign-in?tenant=platform&to=/console/nodes');
    await rita.page.locator('input[type=email]').fill('root@souk.example');
    await rita.page.locator('input[type=password]').fill(password);
    await rita.page.locator('form button[type=submit]').click();
    await rita.page.getByRole('button', { name: 'Drain' }).click();
    await rita.page.getByText('the whole shop ends with it').waitFor();
    const drain = rita.page.getByRole('dialog').getByRole('button', { name: 'Drain' });
    expect(await drain.isDisabled()).toBe(true);
    const field = rita.page.getByLabel(/^Type .* to go on$/);
    const label = await rita.page.getByRole('dialog').locator('label').innerText();
    await field.fill(/^Type (.*) to go on$/.exec(label)?.[1] ?? '');
    // Once the only node is gone, the page looks for it in vain, and the browser's console says so.
    expectCalm(rita);
    await drain.click();
    expect(await souk.ended).toBe(0);
    await rita.leave();
  });
});
