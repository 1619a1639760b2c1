import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Stock } from '../../actors/inventory/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import { eventually } from '../journeys/eventually.ts';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { visitor } from '../journeys/visitor.ts';
import { describeInBrowser, expectCalm, type Person, person } from './browser.given.ts';
import { sell } from './shelves.given.ts';

describeInBrowser('the portal of a vendor', () => {
  let souk: Souk;
  let vera: Person;
  const page = () => vera.page;
  const open = async (path: string, heading: string) => {
    await page().goto(path);
    await page().getByRole('heading', { name: heading, level: 1 }).waitFor();
  };
  const sold = async (place: number) => (await sell(visitor(souk.url), 'harbour-mug', place)).number;

  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on' } });
    vera = await person(souk.url);
    await page().goto('/sign-in');
    await page().getByRole('button', { name: 'Vendor' }).click();
    await page().waitForURL(`${souk.url}/vendor`);
  });
  afterAll(async () => {
    await vera.leave();
    await souk.stop();
  });

  test('hears of an order by itself, and sends it with three keys', async () => {
    await open('/vendor/orders', 'Orders');
    await page().getByText('New orders appear here by themselves').waitFor();
    const first = await sold(0);
    await page().getByRole('heading', { name: first, level: 2 }).waitFor();
    const number = await sold(1);
    await page().getByText('A new order has come in.').first().waitFor();
    await page().getByRole('heading', { name: number, level: 2 }).waitFor();
    await page().keyboard.press('p');
    await page().getByText(`${number} is picked.`).waitFor();
    await page().getByRole('button', { name: 'To send' }).click();
    await page().getByRole('heading', { name: number, level: 2 }).waitFor();
    await page().keyboard.press('s');
    await page().getByLabel('Carrier').fill('Royal Mail');
    await page().keyboard.press('Enter');
    await page().getByText(`${number} is on its way.`).waitFor();
    await page().getByRole('button', { name: 'On the way' }).click();
    await page().getByRole('heading', { name: number, level: 2 }).waitFor();
    await page().keyboard.press('d');
    await page().getByText(`${number} has arrived.`).waitFor();
    await page().getByRole('button', { name: 'Done' }).click();
    await page().getByRole('heading', { name: number, level: 2 }).waitFor();
    await page().getByRole('button', { name: 'Pay something back' }).click();
    await page().getByLabel('Amount in GBP').fill('99.00');
    await page()
      .getByLabel(/^Reason/)
      .fill('A chip.');
    await page().getByRole('button', { name: 'Pay it back' }).click();
    await page().getByText('More than nothing, and no more than is left.').waitFor();
    await page().getByLabel('Amount in GBP').fill('2.50');
    await page().getByRole('button', { name: 'Pay it back' }).click();
    await page().getByText(`The refund of ${number} is under way.`).waitFor();
    expectCalm(vera);
  });

  test('finds everything by its name, without a mouse', async () => {
    await open('/vendor', 'Old Town Ceramics today');
    await page().keyboard.press('Control+k');
    await page().keyboard.type('stock');
    await page().keyboard.press('Enter');
    await page().getByRole('heading', { name: 'Stock', level: 1 }).waitFor();
    expect(new URL(page().url()).pathname).toBe('/vendor/stock');
    expectCalm(vera);
  });

  test('makes a product with a picture, sells it, and takes it back', async () => {
    await open('/vendor/products/new', 'New product');
    await page().getByLabel('Title').fill('Night mug');
    await page().getByLabel('Price, The only one').fill('21.50');
    await page()
      .locator('input[type=file]')
      .setInputFiles({ name: 'night-mug.gif', mimeType: 'image/gif', buffer: dot });
    await page().getByRole('textbox', { name: 'What is to be seen' }).waitFor();
    await page().getByRole('button', { name: 'Save as a draft' }).click();
    await page().getByRole('heading', { name: 'Night mug', level: 1 }).waitFor();
    await page().getByRole('button', { name: 'Put on sale' }).click();
    await page().getByText('It is on sale.').waitFor();
    await page().getByRole('button', { name: 'Undo' }).click();
    await page().getByText('It is off sale.').waitFor();
    expectCalm(vera);
  });

  test('keeps what was typed, and says when somebody else was faster', async () => {
    await open('/vendor/products', 'Products');
    await page().getByRole('link', { name: 'Breakfast bowl' }).click();
    await page().getByLabel('Description').fill('Typed, not saved.');
    await page().getByRole('button', { name: 'Discard what I typed' }).waitFor();
    await page().reload();
    await expect(page().getByLabel('Description').inputValue()).resolves.toBe('Typed, not saved.');
    const operator = visitor(souk.url);
    const { accessToken } = await operator.post<{ accessToken: string }>('/auth/login', {
      email: 'operator@demo.example',
      password: 'souk-demo',
    });
    const id = new URL(page().url()).pathname.split('/').at(-1) ?? '';
    const change = { title: 'Breakfast bowl, large' };
    await operator.with({ authorization: `Bearer ${accessToken}` }).ask('PATCH', `/products/${id}`, { body: change });
    await page().getByText('Somebody else has just changed: Title').waitFor();
    await page().getByRole('button', { name: 'Take theirs' }).click();
    await expect(page().getByLabel('Title').inputValue()).resolves.toBe('Breakfast bowl, large');
    expectCalm(vera);
  });

  test('takes products in from a file, and shows before what it would do', async () => {
    await open('/vendor/sheet', 'Products as a file');
    const csv = 'title,option1,value1,price\nEgg cup,Glaze,Sea,7.50\nEgg cup,Glaze,Sand,7.50\nSpoon rest,,,dear\n';
    const file = { name: 'new.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page().locator('input[type=file]').setInputFiles(file);
    await page().getByText('Line 4: the price is none').waitFor();
    await page().getByRole('button', { name: 'Take in 1 product' }).click();
    await page().getByText('1 product is taken in.').waitFor();
    await page().reload();
    await page().getByRole('heading', { name: 'Files taken in lately' }).waitFor();
    await page().getByText('1 of 1 products taken in').waitFor();
    expectCalm(vera);
  });

  test('counts stock that comes in, and shows how it came about', async () => {
    await open('/vendor/stock', 'Stock');
    const row = page().getByRole('row', { name: /Bud vase/ });
    await row.getByRole('button', { name: 'Change' }).click();
    await page().getByLabel('Units').fill('12');
    await page().getByRole('button', { name: 'Receive units' }).click();
    await page().getByText('12 are on sale now.').waitFor();
    await row.getByRole('button', { name: 'History' }).click();
    await page().getByRole('dialog').getByText('Received').waitFor();
    expectCalm(vera);
  });

  test('hears by itself of what is running out, below as many as it has said', async () => {
    const first = page().waitForResponse((one) => one.url().includes('low=true'));
    await open('/vendor/stock', 'Stock');
    const asked = (await first).url();
    const howMany = async () => {
      const answer = await page().request.get(asked, { headers: { 'Souk-Browser': '1' } });
      return ((await answer.json()) as PageOf<Stock>).items.length;
    };
    const before = await howMany();
    const row = page().getByRole('row', { name: /^Harbour mug · Slate/ });
    const available = await row.getByRole('cell').nth(1).innerText();
    await row.getByRole('button', { name: 'Alert' }).click();
    await page().getByLabel('Fewer than').fill(available);
    await page().getByLabel('Write me a mail as well').click();
    await page().getByRole('button', { name: 'Save' }).click();
    await row.getByText(`below ${available}`).waitFor();
    await eventually('there are enough of it', async () => (await howMany()) === before - 1);
    const again = page().waitForResponse((one) => one.url() === asked);
    await open('/vendor', 'Old Town Ceramics today');
    await again;
    await sold(2);
    await page().getByText('Something is running out.').waitFor();
    await page().getByRole('listitem').filter({ hasText: 'Harbour mug · Slate' }).waitFor();
    expectCalm(vera);
  });
});

/** One pixel. */
const dot = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
