import type { ObjectSchema, Schema } from 'joi';
import type { ErrorClass } from './errors.ts';

/** What one action takes and gives. */
export type Action<Params, Result> = { readonly params: Params; readonly result: Result };

/** `'orders.placed'` and its payload, from a decider's own union of events. */
export type Published<Area extends string, Event extends { readonly type: string }> = {
  readonly [E in Event as `${Area}.${E['type']}`]: E;
};

/** Roles an account has in its tenant. `platform` is given in the tenant `platform` only. */
export type TenantRole = 'operator' | 'analyst' | 'ops' | 'platform';

/** Roles an account has in one vendor's shop. */
export type StaffRole = 'owner' | 'manager' | 'fulfiller' | 'viewer';

/** `guest`: knows the secret of a cart or an order. `shopper`: logged in. `anyone`: no log-in needed. */
export type Role = TenantRole | StaffRole | 'shopper' | 'guest' | 'anyone';

/**
 * Who may ask. `all`: for everything in the tenant. `own`: for what belongs to the caller, which the host proves with
 * the action's `owner`. Neither: other actors only. Whoever is not allowed sees what a stranger sees: 404 for a thing
 * that has an owner, 403 for a role that is missing.
 */
export type Access = { readonly all?: readonly Role[]; readonly own?: readonly Role[] };

export const internal: Access = {};

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** `POST /orders/{id}/cancel`, below `/v1`: path, query and body together are the params. */
export type Rest = `${Method} /${string}`;

export type ActionContract<Params, Result> = {
  /** One sentence; the title of the operation in the API's document. */
  readonly summary: string;
  readonly access: Access;
  readonly params: ObjectSchema<Params>;
  readonly rest?: Rest;
  /** HTTP status of success, default 200 (201 for a POST that makes a thing). */
  readonly status?: 200 | 201 | 202 | 204;
  /** Its handler waits for a decision, but not for ever: 202 where it is still out. */
  readonly waits?: true;
  /** Required wherever there is a `rest`: what the document promises. */
  readonly result?: Schema<Result>;
  readonly example?: { readonly params: Params; readonly result: Result };
  /** `required`: no call without an `Idempotency-Key`. */
  readonly idempotency?: 'required';
  /** Requests of one caller over HTTP. */
  readonly mostAMinute?: number;
  /** Refusal codes that this action may answer with. */
  readonly refusals?: readonly string[];
  /** The list of the result that is given as CSV where that is asked for, by `Accept: text/csv` or `format=csv`. */
  readonly table?: keyof Result & string;
  /** The result is a piece of a file; HTTP gives the whole file, as one of these types. The next is asked for by its `offset`. */
  readonly files?: readonly string[];
};

/** Values under these fields are encrypted per person by the journal's codec; `person` names the field with the person's id. */
export type Personal<Event extends { readonly type: string }> = {
  readonly [E in Event as E['type']]?: {
    readonly person: keyof E & string;
    readonly fields: readonly (keyof E & string)[];
  };
};

export type AnyPersonal = Readonly<
  Record<string, { readonly person: string; readonly fields: readonly string[] } | undefined>
>;

/** Every action of an area with its schema and access; a name too many or too few does not compile. */
export type Contract<Actions> = {
  readonly area: string;
  readonly actions: {
    readonly [Name in keyof Actions & string]: Actions[Name] extends Action<infer Params, infer Result>
      ? ActionContract<Params, Result>
      : never;
  };
  /** Every refusal code of the area's deciders: what the caller should know, in one sentence. Default class: Rejected. */
  readonly codes: { readonly [code: string]: string | readonly [ErrorClass, string] };
  /** Actor type -> its personal fields. */
  readonly personal?: { readonly [actorType: string]: AnyPersonal };
};

/** One page of a list. `next` asks for the page after it. */
export type PageOf<Item> = { readonly items: readonly Item[]; readonly next?: string };

/** `limit` 1 to 100 (default 20). */
export type PageParams = { readonly limit?: number; readonly cursor?: string };
