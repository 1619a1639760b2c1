import Joi from 'joi';
import type { PageOf } from './contract.ts';
import { idPattern } from './ids.ts';
import { type BasisPoints, type Money, maxAmount } from './money.ts';

/** The words all contracts share. Every text and every list has a bound. */
export const id = (): Joi.StringSchema => Joi.string().pattern(idPattern, 'id').max(128);
export const text = (max: number): Joi.StringSchema => Joi.string().trim().min(1).max(max);
export const email = (): Joi.StringSchema => Joi.string().trim().lowercase().email({ tlds: false }).max(254);
export const handle = (): Joi.StringSchema =>
  Joi.string()
    .lowercase()
    .pattern(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'handle')
    .max(80);
export const instant = (): Joi.StringSchema => Joi.string().isoDate();
export const currency = (): Joi.StringSchema => Joi.string().pattern(/^[A-Z]{3}$/, 'ISO 4217 currency');
/** Minor units. */
export const amount = (): Joi.NumberSchema => Joi.number().integer().min(0).max(maxAmount);
export const quantity = (): Joi.NumberSchema => Joi.number().integer().min(1).max(1_000_000);
export const basisPoints = (): Joi.NumberSchema<BasisPoints> => Joi.number().integer().min(0).max(10_000);

type SchemaOf<Value> = [Value] extends [readonly unknown[]]
  ? Joi.ArraySchema | Joi.AlternativesSchema
  : [Value] extends [number]
    ? Joi.NumberSchema | Joi.AlternativesSchema
    : [Value] extends [boolean]
      ? Joi.BooleanSchema | Joi.AlternativesSchema
      : [Value] extends [string]
        ? Joi.StringSchema | Joi.AlternativesSchema
        : Joi.Schema;

/** One schema for each field of the type: a field too many, one missing or one of another kind does not compile. */
export const shape = <Type>(
  fields: {
    readonly [Field in keyof Type]-?: SchemaOf<Exclude<Type[Field], undefined>>;
  },
): Joi.ObjectSchema<Type> => Joi.object<Type>(fields as Joi.SchemaMap<Type>);

export const moneyOf = (): Joi.ObjectSchema<Money> =>
  shape<Money>({ amount: amount().required(), currency: currency().required() });

export const empty = (): Joi.ObjectSchema<Record<string, never>> => Joi.object<Record<string, never>>({});

export const pageParams = {
  limit: Joi.number().integer().min(1).max(100),
  cursor: Joi.string().max(1_000),
};

export const pageOf = <Item>(item: Joi.Schema<Item>): Joi.ObjectSchema<PageOf<Item>> =>
  shape<PageOf<Item>>({ items: Joi.array().items(item).required(), next: Joi.string() });
