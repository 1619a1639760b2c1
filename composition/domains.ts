import { alertFlow } from '../actors/analytics/alert.flow.ts';
import { alertDirectory } from '../actors/analytics/alert.view.ts';
import { analyticsService } from '../actors/analytics/analytics.service.ts';
import { exportFlow } from '../actors/analytics/export.flow.ts';
import type { ExportParts } from '../actors/analytics/exports.service.ts';
import type { Analysts } from '../actors/analytics/rebuild.service.ts';
import type { Reports } from '../actors/analytics/reports.ts';
import type { Visits } from '../actors/analytics/visits.ts';
import { cartFlow } from '../actors/carts/cart.flow.ts';
import { cartsService } from '../actors/carts/carts.service.ts';
import { catalogService } from '../actors/catalog/catalog.service.ts';
import { productFlow } from '../actors/catalog/product.flow.ts';
import { productCount, productsOfVendor } from '../actors/catalog/product.view.ts';
import { sheetFlow } from '../actors/catalog/sheet.flow.ts';
import type { SheetJobs } from '../actors/catalog/sheet-rows.service.ts';
import { claims } from '../actors/claims/claims.service.ts';
import { accountFlow } from '../actors/customers/account.flow.ts';
import { accountList } from '../actors/customers/account.view.ts';
import { customers } from '../actors/customers/customers.service.ts';
import type { Passwords } from '../actors/customers/passwords.adapter.ts';
import { fulfilmentsOfVendor } from '../actors/fulfilments/fulfilment.view.ts';
import { fulfilments } from '../actors/fulfilments/fulfilments.service.ts';
import { inventory } from '../actors/inventory/inventory.service.ts';
import { stockFlow } from '../actors/inventory/stock.flow.ts';
import { stockOfVendor } from '../actors/inventory/stock.view.ts';
import { balances } from '../actors/ledger/balance.view.ts';
import { ledger } from '../actors/ledger/ledger.service.ts';
import { statements } from '../actors/ledger/statement.view.ts';
import { mailFlow } from '../actors/mails/mail.flow.ts';
import type { Mailer } from '../actors/mails/mailer.ts';
import { mailsService } from '../actors/mails/mails.service.ts';
import { mediaService } from '../actors/media/media.service.ts';
import type { MediaStore } from '../actors/media/media-store.ts';
import { type OpsParts, opsService } from '../actors/ops/ops.service.ts';
import { orderFlow } from '../actors/orders/order.flow.ts';
import { ordersOfTenant } from '../actors/orders/order.view.ts';
import { ordersService } from '../actors/orders/orders.service.ts';
import { ordersOfVendor } from '../actors/orders/vendor-order.view.ts';
import { paymentFlow } from '../actors/payments/payment.flow.ts';
import { paymentsService } from '../actors/payments/payments.service.ts';
import type { Provider } from '../actors/payments/provider.ts';
import type { AnyFlow } from '../actors/runtime/flow.ts';
import type { AnyService } from '../actors/runtime/service.ts';
import type { Throttle } from '../actors/runtime/throttle.ts';
import { day, second } from '../actors/runtime/time.ts';
import type { Tokens } from '../actors/runtime/tokens.ts';
import type { AnyView } from '../actors/runtime/view.ts';
import type { World } from '../actors/runtime/world.ts';
import type { ProductIndex } from '../actors/search/product-index.ts';
import { searchService } from '../actors/search/search.service.ts';
import { tenantDirectory } from '../actors/tenants/tenant.view.ts';
import { tenants } from '../actors/tenants/tenants.service.ts';
import { vendorFlow } from '../actors/vendors/vendor.flow.ts';
import { vendorList } from '../actors/vendors/vendor.view.ts';
import { vendors } from '../actors/vendors/vendors.service.ts';
import type { Settings } from '../settings.ts';
import { personOf } from '../tenants/isolation.ts';

/** What the domains need from outside the runtime. */
export type DomainParts = {
  readonly settings: Settings;
  readonly world: World;
  /** Destroys the key of a person. */
  readonly forget: (person: string) => Promise<void>;
  readonly passwords: Passwords;
  readonly throttle: Throttle;
  readonly tokens: Tokens;
  readonly mailer: Mailer;
  readonly providers: readonly Provider[];
  readonly index: ProductIndex;
  readonly media: MediaStore;
  readonly reports: Reports & Visits;
  readonly analysts: Analysts;
  readonly exports: ExportParts;
  readonly sheets: SheetJobs;
  readonly ops: OpsParts;
};

const providerTimeoutMs = 10 * second;
const askAgainMs = 5 * second;

/** Every area of Souk. */
export function allServices(parts: DomainParts): readonly AnyService[] {
  const { settings, world, forget, passwords, throttle, tokens, mailer, providers, index, media, reports, ops } = parts;
  return [
    tenants,
    claims,
    customers({
      passwords,
      throttle,
      tokens,
      forget: (tenantId, person) => forget(personOf(tenantId, person)),
    }),
    vendors({ tokens }),
    catalogService(parts.sheets),
    mediaService(media),
    searchService(index),
    inventory,
    cartsService({ cartLifetimeMs: settings.CART_EXPIRY_DAYS * day }),
    ordersService({ payTimeoutMs: settings.ORDER_PAY_TIMEOUT_MS }),
    paymentsService({ providers, timeoutMs: providerTimeoutMs, askAgainMs, world }),
    fulfilments,
    ledger,
    analyticsService(reports, parts.exports, parts.analysts),
    mailsService({ mailer, publicUrl: settings.PUBLIC_URL, tokens }),
    opsService(ops),
  ];
}

export const allFlows: readonly AnyFlow[] = [
  orderFlow,
  cartFlow,
  paymentFlow,
  productFlow,
  sheetFlow,
  accountFlow,
  vendorFlow,
  mailFlow,
  stockFlow,
  alertFlow,
  exportFlow,
];

export const allViews: readonly AnyView[] = [
  tenantDirectory,
  accountList,
  vendorList,
  productsOfVendor,
  productCount,
  stockOfVendor,
  ordersOfTenant,
  ordersOfVendor,
  fulfilmentsOfVendor,
  balances,
  statements,
  alertDirectory,
];
