import type { ParamsOf } from '../../../actors/registry.ts';
import { request } from '../api/ask.ts';
import { planRequest } from '../api/request.ts';
import { routeOf } from '../api/routes.ts';
import { saveFile } from '../frame/save-file.ts';
import type { QuestionName } from './asking.ts';

/** Gives somebody the items of an answer as CSV, as the API writes them. Throws a `Problem`. */
export async function download<Name extends QuestionName>(name: Name, params: ParamsOf<Name>): Promise<void> {
  const { method, path } = planRequest(routeOf(name), { ...params, format: 'csv' });
  const response = await request(method, path, { fields: { Accept: 'text/csv' } });
  const { from = '', to = '' } = params as { readonly from?: string; readonly to?: string };
  saveFile([name.replace('.', '-'), from, to].filter(Boolean).join('_').concat('.csv'), await response.text());
}
