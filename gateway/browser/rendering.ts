import { pathToFileURL } from 'node:url';
import { anyone } from '../../actors/runtime/caller.ts';
import { toSoukError } from '../../actors/runtime/errors.ts';
import { textAnswer } from '../answer.ts';
import type { Exchange } from '../exchange.ts';
import type { HotReads } from '../hot-reads.ts';
import { tenantOfHost } from '../identity/tenant.ts';
import { htmlType } from '../pages/html.ts';
import type { RouteKit } from '../routes/kit.ts';
import type { AskForPage, Render } from '../web/frame/rendering.ts';
import { spokenOf } from '../web/i18n/languages.ts';
import { withRendered } from './template.ts';

export type RenderingKit = {
  readonly kit: RouteKit;
  readonly hotReads: HotReads;
  /** How people reach this install: what canonical addresses begin with. */
  readonly publicUrl: string;
  readonly warn: (error: unknown) => void;
};

/** A page with its status. */
export type Page = { readonly status: number; readonly html: string };

export type DrawPage = (exchange: Exchange, template: string) => Promise<Page>;

/** What a page may take until the browser has to make it by itself. */
const deadlineMs = 2_000;

export const loadRender = async (place: string): Promise<Render> =>
  ((await import(pathToFileURL(place).href)) as { readonly render: Render }).render;

/**
 * Pages with what they show, made for whoever visits and kept for a moment, as hot reads are. Where Souk cannot say what a
 * page shows, it goes out empty: the browser tries again by itself.
 */
export function createRendering(render: Render, { kit, hotReads, publicUrl, warn }: RenderingKit): DrawPage {
  const draw = async (exchange: Exchange, tenantId: string, language: string, template: string) => {
    const { path, query, headers, traceId } = exchange;
    const ask: AskForPage = (action, params) =>
      kit.ask(action, params, { tenantId, caller: anyone, commandId: kit.world.randomId(), traceId, deadlineMs });
    const origin = originOf(publicUrl, headers.host);
    const rendered = await render({ path, search: query && `?${query}`, origin, language, ask });
    const html = rendered ? withRendered(template, rendered, language) : template;
    return textAnswer(rendered?.status ?? 200, htmlType, html);
  };
  return async (exchange, template) => {
    const language = spokenOf((exchange.headers['accept-language'] ?? '').split(','));
    try {
      const { tenantId } = await kit.identify.identify(exchange);
      const key = `page ${language} ${originOf(publicUrl, exchange.headers.host)} ${exchange.req.url}`;
      const found = hotReads.find(tenantId, key);
      const answer = found ?? (await hotReads.load(tenantId, key, () => draw(exchange, tenantId, language, template)));
      return { status: answer.status, html: answer.body?.toString() ?? template };
    } catch (error) {
      const { class: errorClass } = toSoukError(error);
      if (errorClass === 'Internal') warn(error);
      return { status: errorClass === 'NotFound' ? 404 : 200, html: template };
    }
  };
}

/** A marketplace that is reached by a host of its own is there under that alone; what else a request says is hearsay. */
export function originOf(publicUrl: string, host: string | undefined): string {
  const url = new URL(publicUrl);
  const tenant = tenantOfHost(host, { baseDomain: url.hostname, defaultTenant: '' });
  if (tenant !== undefined && /^[a-z0-9-]+$/.test(tenant)) url.hostname = `${tenant}.${url.hostname}`;
  return url.origin;
}
