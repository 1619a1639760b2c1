import type { Transport } from '../../actors/runtime/transport.ts';
import type { Settings } from '../../settings.ts';
import { fillDemo, isHalfFilled } from './fill.ts';
import { hasDemo, seedDemo } from './seed.ts';

export type Demo = {
  /** `made`: just now; `there`: from an earlier start; `none`: production. */
  readonly shop: 'made' | 'there' | 'none';
  /** Fills its shelves, beside everything else; absent where they are to stay as they are. */
  readonly fill?: () => Promise<void>;
};

/** Its logins are known to everybody, so whoever is not on this machine must not reach them. */
class OpenDemoError extends Error {
  override readonly name = 'SettingsError';
}

const isLocal = (host: string): boolean => host === '127.0.0.1' || host === 'localhost' || host === '::1';

export async function prepareDemo(transport: Transport, settings: Settings): Promise<Demo> {
  const there = await hasDemo(transport);
  if (!isLocal(settings.HOST) && (there || settings.NODE_ENV !== 'production')) {
    throw new OpenDemoError(
      `HOST is ${settings.HOST}, but the demo logins are known to everybody: keep HOST=127.0.0.1, or set NODE_ENV=production and a fresh DATA_DIR.`,
    );
  }
  if (settings.NODE_ENV === 'production') return { shop: there ? 'there' : 'none' };
  // Seeding goes on where an earlier start was stopped; what is there already answers at once.
  await seedDemo(transport);
  const shop = there ? 'there' : 'made';
  // A shop that somebody has made their own is left alone.
  const isToFill = settings.DEMO_SHELVES === 'full' && (!there || (await isHalfFilled(transport)));
  return { shop, ...(isToFill && { fill: () => fillDemo(transport) }) };
}
