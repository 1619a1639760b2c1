import type { Action, PageOf, PageParams, Personal, Published, StaffRole } from '../runtime/contract.ts';

/** `pending` until its handle is claimed or `refused`, `applied` until the operator decides. */
export type VendorStatus = 'pending' | 'applied' | 'approved' | 'rejected' | 'suspended' | 'refused';

export type Vendor = {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  readonly description: string;
  readonly status: VendorStatus;
  /** Why it was rejected or suspended. */
  readonly reason?: string;
  /** Basis points; absent: the tenant's rate. */
  readonly commissionRate?: number;
  readonly createdAt: string;
};

/** A vendor as anybody may know it: an approved one. */
export type Shop = Pick<Vendor, 'id' | 'name' | 'handle' | 'description' | 'createdAt'>;

export type StaffMember = {
  readonly accountId: string;
  readonly role: StaffRole;
  /** Absent of somebody who gave none, or is forgotten. */
  readonly name?: string;
};
export type Invitation = {
  readonly id: string;
  readonly email: string | null;
  readonly role: StaffRole;
  readonly expiresAt: string;
};

/** What an order needs to know of a vendor, frozen when it is placed. */
export type VendorTerms = {
  readonly vendorId: string;
  readonly status: VendorStatus;
  readonly name: string;
  readonly commissionRate?: number;
};

export type OpenVendor = {
  readonly id: string;
  readonly name: string;
  readonly handle: string;
  /** Tried when the handle is taken: for one that was made from the name. */
  readonly fallback?: string;
  readonly description: string;
  readonly ownerId: string;
  /** Made by the operator or a command: no application to decide. */
  readonly approved?: boolean;
};

export type Staff = { readonly members: readonly StaffMember[]; readonly invitations: readonly Invitation[] };

export interface VendorsActions {
  /** The caller becomes the owner. A handle that is not given is made from the name. */
  'vendors.apply': Action<{ name: string; handle?: string; description?: string }, Vendor>;
  /** Anyone sees what is approved; the operator and its staff see all of it. */
  'vendors.get': Action<{ id: string }, Vendor>;
  'vendors.list': Action<PageParams & { status?: VendorStatus }, PageOf<Vendor>>;
  /** Newest first. */
  'vendors.shops': Action<PageParams, PageOf<Shop>>;
  'vendors.shop': Action<{ idOrHandle: string }, Shop>;
  'vendors.change': Action<{ id: string; name?: string; description?: string }, Vendor>;
  'vendors.approve': Action<{ id: string; commissionRate?: number }, Vendor>;
  'vendors.reject': Action<{ id: string; reason: string }, Vendor>;
  'vendors.suspend': Action<{ id: string; reason: string }, Vendor>;
  'vendors.setCommission': Action<{ id: string; commissionRate: number }, Vendor>;
  'vendors.invite': Action<{ id: string; email: string; role: StaffRole }, Invitation>;
  'vendors.acceptInvitation': Action<{ id: string; token: string }, Vendor>;
  'vendors.staff': Action<{ id: string }, Staff>;
  /** Also withdraws an invitation, by its id. */
  'vendors.removeStaff': Action<{ id: string; accountId: string }, Record<string, never>>;
  'vendors.terms': Action<{ vendorIds: readonly string[] }, { vendors: readonly VendorTerms[] }>;

  /** The same without anybody's name. */
  'vendors.roster': Action<{ id: string }, Staff>;
  'vendors.open': Action<OpenVendor, Vendor>;
  'vendors.acceptHandle': Action<{ id: string; handle: string }, Record<string, never>>;
  'vendors.refuseHandle': Action<{ id: string; handle: string }, Record<string, never>>;
  /** The account knows that it joined or left: whoever waits for that may go on. */
  'vendors.noteStaffSettled': Action<{ id: string; accountId: string }, Record<string, never>>;
  'vendors.whole': Action<{ id: string }, Vendor>;
  'vendors.termsOf': Action<{ id: string }, { terms?: VendorTerms }>;
}

export type VendorEvent =
  | {
      readonly type: 'opened';
      readonly name: string;
      readonly handle: string;
      readonly fallback?: string;
      readonly description: string;
      readonly ownerId: string;
      readonly approved: boolean;
      readonly at: number;
    }
  /** The first handle was taken: this one is tried. */
  | { readonly type: 'handleProposed'; readonly handle: string }
  | { readonly type: 'applied'; readonly ownerId: string }
  | { readonly type: 'handleRefused' }
  | { readonly type: 'changed'; readonly name: string; readonly description: string }
  | { readonly type: 'approved'; readonly ownerId: string }
  | { readonly type: 'rejected'; readonly reason: string }
  | { readonly type: 'suspended'; readonly reason: string }
  | { readonly type: 'commissionSet'; readonly commissionRate: number }
  | {
      readonly type: 'staffInvited';
      readonly invitationId: string;
      readonly email: string | null;
      readonly role: StaffRole;
      readonly vendorName: string;
      readonly expiresAt: number;
    }
  | {
      readonly type: 'staffJoined';
      readonly accountId: string;
      readonly role: StaffRole;
      readonly invitationId?: string;
    }
  | { readonly type: 'staffLeft'; readonly accountId: string }
  | { readonly type: 'staffSettled'; readonly accountId: string }
  | { readonly type: 'invitationWithdrawn'; readonly invitationId: string };

export const vendorPersonal: Personal<VendorEvent> = {
  staffInvited: { person: 'invitationId', fields: ['email'] },
};

export interface VendorsEvents extends Published<'vendors', VendorEvent> {}
