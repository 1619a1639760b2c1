import { askedAll } from '../api/asked.ts';

const mostProducts = 2_000;
const mostStock = 5_000;
const mostFulfilments = 500;

/** What the pages of a shop know together, so that it is asked once. */
export const productsOf = (vendorId: string) => askedAll('catalog.ofVendor', { id: vendorId }, mostProducts);
export const stockOf = (vendorId: string) => askedAll('inventory.ofVendor', { id: vendorId }, mostStock);
export const scarceOf = (vendorId: string, below: number) =>
  askedAll('inventory.ofVendor', { id: vendorId, below }, mostFulfilments);
export const fulfilmentsOf = (vendorId: string) => askedAll('fulfilments.ofVendor', { id: vendorId }, mostFulfilments);

/** Fewer than this many are a reason to look. */
export const scarceBelow = 5;
