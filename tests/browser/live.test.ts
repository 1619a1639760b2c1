import { afterAll, beforeAll, test } from '@jest/globals';
import type { Product } from '../../actors/catalog/contract.ts';
import type { Fulfilment } from '../../actors/fulfilments/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import { eventually } from '../journeys/eventually.ts';
import { logIn, type Person as Seller } from '../journeys/market.given.ts';
import { type Souk, startSouk } from '../journeys/souk-process.ts';
import { visitor } from '../journeys/visitor.ts';
import { describeInBrowser, expectCalm, person } from './browser.given.ts';

let souk: Souk;
let vera: Seller;

const vendorId = (): string => Object.keys(vera.account.staff)[0] ?? '';

/** One unit, as soon as the vendor has an order of it. */
async function shipTheOrder(): Promise<void> {
  const fulfilment = await eventually('the vendor has an order', async () => {
    const { items } = await vera.get<PageOf<Fulfilment>>(`/vendors/${vendorId()}/fulfilments?status=open`);
    return items[0];
  });
  await vera.post(`/fulfilments/${fulfilment.id}/ship`, { carrier: 'Royal Mail' });
}

/** A product of the vendor's that anybody can buy. */
async function offer(title: string, description: string): Promise<Product> {
  const variants = [{ prices: { GBP: 1_000 } }];
  const { id } = await vera.post<Product>('/products', { vendorId: vendorId(), title, description, variants });
  const product = await vera.post<Product>(`/products/${id}/publish`);
  await vera.post(`/inventory/${product.variants[0]?.sku}/receive`, { quantity: 9 });
  const { ask } = visitor(souk.url); // Its vendor would find it sooner than others.
  await eventually('it is found', async () => (await ask('GET', `/products/${product.handle}`)).status === 200);
  return product;
}

describeInBrowser('a page that is open', () => {
  beforeAll(async () => {
    souk = await startSouk({ env: { WEB: 'on' } });
    vera = await logIn(visitor(souk.url), 'vendor@demo.example');
  });
  afterAll(() => souk.stop());

  test('shows its order go on the way while its shopper looks, known to the socket by the cookie alone', async () => {
    const sam = await person(souk.url);
    const { page } = sam;
    await page.goto('/sign-in?to=/products/breakfast-bowl');
    await page.getByRole('button', { name: /Sam Shopper/ }).click();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: /^Cart 1/ }).click();
    await page.getByRole('link', { name: 'Go to checkout' }).click();
    await page.getByLabel('Street and number').fill('1 Harbour Street');
    await page.getByLabel('Postcode').fill('LS1 1AA');
    await page.getByLabel('Town or city').fill('Leeds');
    await page.getByRole('button', { name: 'Pay and order' }).click();
    await page.getByText('Being packed').waitFor();
    await shipTheOrder();
    await page.getByText('On its way').waitFor();
    expectCalm(sam);
    await sam.leave();
  });

  test('shows a new price while somebody looks, and says so; the cart tells what changed', async () => {
    const { id, handle, variants } = await offer('Storm lantern', 'Burns all night.');
    const guest = await person(souk.url);
    const { page } = guest;
    await page.goto(`/products/${handle}`);
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: /^Cart 1/ }).waitFor();
    // Another tab of the same browser.
    const cart = await page.context().newPage();
    await cart.goto('/cart');
    await cart.getByText('From Old Town Ceramics').waitFor();
    await vera.patch(`/products/${id}`, { variants: [{ sku: variants[0]?.sku, prices: { GBP: 1_250 } }] });
    await page.getByText('The price has just changed').waitFor();
    await page.getByText('£12.50').first().waitFor();
    await cart.getByText('The price has gone up. It was £10.00.').waitFor();
    expectCalm(guest);
    await guest.leave();
  });

  test('goes on by itself once Souk is back after it was killed', async () => {
    const guest = await person(souk.url);
    const { page } = guest;
    await page.goto('/products/tea-towel');
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: /^Cart 1/ }).waitFor();
    const { directory, port } = souk;
    await souk.kill();
    souk = await startSouk({ directory, port, env: { WEB: 'on' } });
    await page.getByRole('button', { name: 'One more' }).click();
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByRole('link', { name: /^Cart 3/ }).waitFor();
    await guest.leave();
  });
});
