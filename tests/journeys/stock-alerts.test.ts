import { expect, test } from '@jest/globals';
import type { Movement, Stock } from '../../actors/inventory/contract.ts';
import type { PageOf } from '../../actors/runtime/contract.ts';
import { eventually } from './eventually.ts';
import { listen, liveClient } from './live.given.ts';
import { mailsIn, mailTo } from './mails.given.ts';
import { buy, logIn, openShop, register, stockWare } from './market.given.ts';
import { startSouk } from './souk-process.ts';
import { visitor } from './visitor.ts';

test('A vendor hears of what is running out, below as many units as it has said: in the list, live and by mail', async () => {
  const souk = await startSouk();
  const guest = visitor(souk.url);
  const owner = await register(guest, 'bea@shop.example');
  const shop = await openShop(await logIn(guest, 'operator@demo.example'), owner, 'Bea Bees');
  const { sku } = await stockWare(shop, 'Heather honey', 750, 20);
  const low = () => owner.get<PageOf<Stock>>(`/vendors/${shop.vendor.id}/stock?low=true`);
  const setAlert = (body: object) => owner.ask<Stock>('PUT', `/inventory/${sku}/alert`, { body });

  await eventually('there is enough', async () => (await low()).items.length === 0);
  const { body } = await setAlert({ below: 19, mail: true });
  expect(body.alert).toEqual({ below: 19, mailTo: [owner.account.id] });
  const client = liveClient({ url: souk.url, token: async () => owner.session.accessToken });
  const heard = listen(client, `vendor-stock:${shop.vendor.id}`);
  await eventually('the channel is followed', () => heard.versions.length > 0);

  await buy(guest, { [sku]: 2 });
  const mail = await mailTo(souk.directory, 'bea@shop.example', 'Heather honey is running out');
  expect(mail.text).toContain('18 left to sell. You asked to hear of it below 19.');
  await eventually('it is told live', () => heard.changes.some(({ id }) => id === sku));
  await eventually('it is in the list', async () => (await low()).items[0]?.sku === sku);

  await buy(guest, { [sku]: 1 });
  await owner.post(`/inventory/${sku}/receive`, { quantity: 9 });
  await eventually('there is enough again', async () => (await low()).items.length === 0);
  const letters = (await mailsIn(souk.directory)).filter(({ subject }) => subject.includes('running out'));
  expect(letters).toHaveLength(1);
  const { items } = await owner.get<PageOf<Movement>>(`/inventory/${sku}/movements`);
  expect(items.map(({ kind }) => kind)).not.toContain('alertSet');

  const stranger = await register(guest, 'sly@shop.example');
  expect((await stranger.ask('PUT', `/inventory/${sku}/alert`, { body: { below: 1 } })).status).toBe(404);
  expect((await setAlert({ below: -1 })).status).toBe(400);
  await souk.stop();
});
