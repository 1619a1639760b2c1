import { asked, askedAll } from '../api/asked.ts';

const mostProducts = 2_000;
const mostStock = 5_000;
const mostFulfilments = 500;

/** What the pages of a shop know together, so that it is asked once. */
export const productsOf = (vendorId: string) => askedAll('catalog.ofVendor', { id: vendorId }, mostProducts);
export const stockOf = (vendorId: string) => askedAll('inventory.ofVendor', { id: vendorId }, mostStock);
/** The scarcest of what is running out. */
export const lowOf = (vendorId: string) => asked('inventory.ofVendor', { id: vendorId, low: true, limit: 100 });
export const fulfilmentsOf = (vendorId: string) => askedAll('fulfilments.ofVendor', { id: vendorId }, mostFulfilments);
