import { analyticsContract } from '../actors/analytics/contract.schemas.ts';
import { cartsContract } from '../actors/carts/contract.schemas.ts';
import { catalogContract } from '../actors/catalog/contract.schemas.ts';
import { claimsContract } from '../actors/claims/contract.schemas.ts';
import { customersContract } from '../actors/customers/contract.schemas.ts';
import { fulfilmentsContract } from '../actors/fulfilments/contract.schemas.ts';
import { inventoryContract } from '../actors/inventory/contract.schemas.ts';
import { ledgerContract } from '../actors/ledger/contract.schemas.ts';
import { mailsContract } from '../actors/mails/contract.schemas.ts';
import { mediaContract } from '../actors/media/contract.schemas.ts';
import { opsContract } from '../actors/ops/contract.schemas.ts';
import { ordersContract } from '../actors/orders/contract.schemas.ts';
import { paymentsContract } from '../actors/payments/contract.schemas.ts';
import { searchContract } from '../actors/search/contract.schemas.ts';
import { tenantsContract } from '../actors/tenants/contract.schemas.ts';
import { vendorsContract } from '../actors/vendors/contract.schemas.ts';
import type { AnyContract } from '../gateway/routes/routes.ts';

/** Every contract, in the order in which the API's document tells its story. */
export const allContracts: readonly AnyContract[] = [
  tenantsContract,
  customersContract,
  vendorsContract,
  catalogContract,
  mediaContract,
  searchContract,
  inventoryContract,
  cartsContract,
  ordersContract,
  paymentsContract,
  fulfilmentsContract,
  ledgerContract,
  analyticsContract,
  claimsContract,
  mailsContract,
  opsContract,
];

const waiting: ReadonlySet<string> = new Set(
  allContracts.flatMap(({ actions }) => Object.keys(actions).filter((name) => actions[name]?.waits)),
);

/** Whether an action's answer may wait for a decision. */
export const waits = (action: string): boolean => waiting.has(action);
