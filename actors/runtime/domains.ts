import type { ObjectSchema } from 'joi';
import type { AnyDecider } from './decider.ts';
import type { PersonalTypes } from './journal/codec.ts';
import type { AnyService, Handler } from './service.ts';

/** One action and all that serves it. */
export type Served = {
  readonly name: string;
  readonly area: string;
  readonly handler: Handler<unknown, unknown>;
  readonly contract: AnyService['contract']['actions'][string];
  readonly codes: AnyService['contract']['codes'];
};

/** Index of what a node hosts, checked once: names, deciders and personal fields. */
export class Domains {
  readonly areas: readonly string[];
  readonly personal: PersonalTypes;
  readonly #actions = new Map<string, Served>();
  readonly #deciders = new Map<string, { readonly area: string; readonly decider: AnyDecider }>();

  constructor(services: readonly AnyService[]) {
    for (const service of services) this.#add(service);
    this.areas = [...new Set([...this.#deciders.values()].map(({ area }) => area))];
    this.personal = Object.assign({}, ...services.map(({ contract }) => contract.personal ?? {}));
  }

  action(name: string): Served | undefined {
    return this.#actions.get(name);
  }

  get actions(): readonly Served[] {
    return [...this.#actions.values()];
  }

  decider(type: string): { readonly area: string; readonly decider: AnyDecider } | undefined {
    return this.#deciders.get(type);
  }

  #add({ area, contract, handlers }: AnyService): void {
    for (const [name, handler] of Object.entries(handlers)) {
      const action = contract.actions[name];
      if (!action) throw new Error(`${name} has a handler and no contract`);
      const params = everyFieldOf(action.params);
      const served = { name, area, handler, contract: { ...action, params }, codes: contract.codes };
      checkOwner(served);
      this.#actions.set(name, served);
      if (handler.decider) this.#addDecider(area, handler.decider);
    }
  }

  #addDecider(area: string, decider: AnyDecider): void {
    const other = this.#deciders.get(decider.type);
    if (other && other.decider !== decider) throw new Error(`two kinds of actor are called ${decider.type}`);
    this.#deciders.set(decider.type, { area, decider });
  }
}

/** Made once for each schema: a process with many nodes, as in a simulation, would make little else. */
const named = new WeakMap<ObjectSchema, ObjectSchema>();

/** Every wrong field is told, under its path. */
function everyFieldOf(params: ObjectSchema): ObjectSchema {
  const known = named.get(params) ?? params.prefs({ abortEarly: false, errors: { label: 'path' } });
  named.set(params, known);
  return known;
}

function checkOwner({ name, handler, contract }: Served): void {
  const hasOwner = (handler.spec as { readonly owner?: unknown }).owner !== undefined;
  if (contract.access.own?.length && !hasOwner)
    throw new Error(`${name} grants access to own things and names no owner`);
}
