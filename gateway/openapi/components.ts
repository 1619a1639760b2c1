import { type JsonSchema, mapChildren } from './json-schema.ts';

/** Schemas with a name: what has the same form has the same name, wherever it stands. */
export class Components {
  readonly #names = new Map<string, string>();
  readonly #schemas = new Map<string, JsonSchema>();

  /** A form that has a name keeps its first one. */
  name(name: string, schema: JsonSchema): void {
    const form = formOf(schema);
    if (this.#names.has(form) || this.#schemas.has(name)) return;
    this.#names.set(form, name);
    this.#schemas.set(name, schema);
  }

  /** The schema with a reference in the place of each form that has a name. */
  refer(schema: JsonSchema): JsonSchema {
    return this.#reference(schema) ?? mapChildren(schema, (one) => this.refer(one));
  }

  all(): Readonly<Record<string, JsonSchema>> {
    const names = [...this.#schemas.keys()].sort();
    const whole = (name: string): JsonSchema => this.#schemas.get(name) as JsonSchema;
    return Object.fromEntries(names.map((name) => [name, mapChildren(whole(name), (one) => this.refer(one))]));
  }

  #reference(schema: JsonSchema): JsonSchema | undefined {
    const isNullable = Array.isArray(schema.type) && schema.type.includes('null');
    const form = formOf(isNullable ? { ...schema, type: 'object' } : schema);
    const name = this.#names.get(form);
    if (name === undefined) return undefined;
    const reference = { $ref: `#/components/schemas/${name}` };
    return isNullable ? { anyOf: [reference, { type: 'null' }] } : reference;
  }
}

const formOf = (schema: JsonSchema): string => JSON.stringify(schema);
