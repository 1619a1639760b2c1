import { demoLogins, demoPassword, demoTenant } from '../cli/demo/shop.ts';
import { loadWebFiles, type WebFiles } from '../gateway/browser/files.ts';
import type { TryItOf } from '../gateway/browser/session-endpoints.ts';
import { withTelling } from '../gateway/browser/telling.ts';
import type { Settings } from '../settings.ts';
import { builtWeb } from '../tools/web/built.ts';

/** The web pages, where they are built as they are now; without analytics nobody is told what visitors do. */
export async function webOf({ ANALYTICS }: Settings): Promise<{ readonly web?: WebFiles }> {
  const place = builtWeb();
  if (place === undefined) return {};
  const files = await loadWebFiles(place);
  return { web: ANALYTICS === 'on' ? withTelling(files) : files };
}

const tryIt = demoLogins.map((login) => ({ ...login, password: demoPassword }));

/** The logins of the demo shop, where there is one. */
export const tryItOf =
  ({ NODE_ENV }: Settings): TryItOf =>
  (tenantId) =>
    NODE_ENV === 'development' && tenantId === demoTenant ? tryIt : [];
