import type { AnalyticsActions, AnalyticsEvents } from './analytics/contract.ts';
import type { CartsActions, CartsEvents } from './carts/contract.ts';
import type { CatalogActions, CatalogEvents } from './catalog/contract.ts';
import type { ClaimsActions, ClaimsEvents } from './claims/contract.ts';
import type { CustomersActions, CustomersEvents } from './customers/contract.ts';
import type { FulfilmentsActions, FulfilmentsEvents } from './fulfilments/contract.ts';
import type { InventoryActions, InventoryEvents } from './inventory/contract.ts';
import type { LedgerActions, LedgerEvents } from './ledger/contract.ts';
import type { MailsActions } from './mails/contract.ts';
import type { MediaActions, MediaEvents } from './media/contract.ts';
import type { OpsActions } from './ops/contract.ts';
import type { OrdersActions, OrdersEvents } from './orders/contract.ts';
import type { PaymentsActions, PaymentsEvents } from './payments/contract.ts';
import { flowOf } from './runtime/flow.ts';
import { bind } from './runtime/service.ts';
import { viewOf } from './runtime/view.ts';
import type { SearchActions } from './search/contract.ts';
import type { TenantsActions, TenantsEvents } from './tenants/contract.ts';
import type { VendorsActions, VendorsEvents } from './vendors/contract.ts';

/** Every action of the system. A name declared twice does not compile. */
export interface Actions
  extends TenantsActions,
    CustomersActions,
    VendorsActions,
    CatalogActions,
    MediaActions,
    SearchActions,
    InventoryActions,
    CartsActions,
    OrdersActions,
    PaymentsActions,
    FulfilmentsActions,
    LedgerActions,
    ClaimsActions,
    MailsActions,
    OpsActions,
    AnalyticsActions {}

/** Every event of the system. */
export interface Events
  extends TenantsEvents,
    CustomersEvents,
    VendorsEvents,
    CatalogEvents,
    MediaEvents,
    InventoryEvents,
    CartsEvents,
    OrdersEvents,
    PaymentsEvents,
    FulfilmentsEvents,
    LedgerEvents,
    ClaimsEvents,
    AnalyticsEvents {}

export type ActionName = keyof Actions;
export type ParamsOf<Name extends ActionName> = Actions[Name]['params'];
export type ResultOf<Name extends ActionName> = Actions[Name]['result'];

/** The builders of services, views and flows, bound to this index. */
export const { service, on, task } = bind<Actions>();
export const view = viewOf<Events>();
export const flow = flowOf<Actions, Events>();
