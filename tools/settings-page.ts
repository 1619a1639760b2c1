import type Joi from 'joi';
import { settingsSchema } from '../settings.ts';

const HEAD = `# Settings

Souk is set by its environment, and by nothing else. Nothing has to be set. What is wrong is said in one sentence at
start, and ends it. Made from \`settings.ts\` by \`npm run docs:settings\`.

| setting | default | takes | what it is |
| --- | --- | --- | --- |
`;

type Limit = { readonly name: string; readonly args?: { readonly limit?: number } };

function limits(rules: readonly Limit[]): string {
  const limit = (name: string) => rules.find((rule) => rule.name === name)?.args?.limit;
  return `${limit('min')} to ${limit('max')}`;
}

function takes({ type, allow, rules, flags }: Joi.Description): string {
  if (Array.isArray(allow)) return allow.map((value) => `\`${value}\``).join(', ');
  if (rules?.some(({ name }: Limit) => name === 'uri')) return 'a URL';
  if (type !== 'number') return 'text';
  const unit = flags && 'unit' in flags ? ` ${flags.unit}` : '';
  return `${limits(rules)}${unit}`;
}

function defaultOf({ metas, flags }: Joi.Description): string {
  const shown = metas?.find((meta: object) => 'default' in meta)?.default;
  const value = shown ?? (flags && 'default' in flags ? flags.default : '');
  return value === '' ? '' : `\`${value}\``;
}

function row([name, setting]: [string, Joi.Description]): string {
  const description = setting.flags && 'description' in setting.flags ? setting.flags.description : '';
  return `| \`${name}\` | ${defaultOf(setting)} | ${takes(setting)} | ${description} |\n`;
}

/** The whole of docs/settings.md. */
export function settingsPage(): string {
  const settings: Record<string, Joi.Description> = settingsSchema.describe().keys;
  return HEAD + Object.entries(settings).map(row).join('');
}
