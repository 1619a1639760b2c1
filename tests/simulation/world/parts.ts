import type { ExportParts } from '../../../actors/analytics/exports.service.ts';
import type { Reports } from '../../../actors/analytics/reports.ts';
import type { Visits } from '../../../actors/analytics/visits.ts';
import type { Passwords } from '../../../actors/customers/passwords.adapter.ts';
import type { Mail, Mailer } from '../../../actors/mails/mailer.ts';
import type { MediaStore } from '../../../actors/media/media-store.ts';
import { jobsHere } from '../../../actors/runtime/jobs.ts';
import type { Tokens } from '../../../actors/runtime/tokens.ts';
import type { ProductIndex } from '../../../actors/search/product-index.ts';
import { readSettings } from '../../../settings.ts';

/** As the real ones, without threads. */
export const quickPasswords: Passwords = {
  hash: async (password, salt) => `${Buffer.from(salt).toString('hex')}:${password}`,
  verify: async (hash, password) => hash.split(':')[1] === password,
};

export const plainTokens: Tokens = {
  make: (...parts) => JSON.stringify(parts),
  open: (kind, tenantId, token) => {
    const [ofKind, ofTenant, ...ids] = JSON.parse(token) as string[];
    return ofKind === kind && ofTenant === tenantId ? ids : undefined;
  },
};

/** Nobody looks at pictures here. */
export const noMedia: MediaStore = { put: async () => undefined, get: async () => undefined };

/** Nobody searches here: the index has threads and tests of its own. */
export const noIndex: ProductIndex = {
  cursors: async () => new Map(),
  apply: async () => true,
  find: async () => ({ items: [] }),
  counts: async () => ({ total: 0, isComplete: true, inStock: 0, vendors: [], categories: [], prices: [] }),
  get: async () => undefined,
  close: async () => undefined,
};

/** Nobody asks for figures here. */
const noReports: Reports & Visits = new Proxy(Object.create(null), {
  get: () => () => Promise.reject(new Error('no analytics here')),
});

/** Nobody exports any here. */
const noExports: ExportParts = {
  store: { put: async () => undefined, read: async () => undefined, drop: async () => undefined },
  files: jobsHere(async () => ({ bytes: 0 })),
};

/** No node counts here. */
export const noAnalytics = {
  reports: noReports,
  exports: noExports,
  analysts: { ids: () => [], ask: () => Promise.reject(new Error('no analytics here')) },
};

/** Keeps what was sent, by its key: a mail that is sent again is the same one. */
export const postbox = (sent: Map<string, Mail>): Mailer => ({
  send: async (mail) => {
    sent.set(mail.key, mail);
    return true;
  },
  close: async () => undefined,
});

export const settings = readSettings({ ORDER_PAY_TIMEOUT_MS: '20000', ORDER_WAIT_MS: '3000' });
