import type { GatewaySettings } from '../gateway/gateway.ts';
import type { Settings } from '../settings.ts';

/** More than an order waits for its decision. */
const requestExtraMs = 10_000;

export const gatewaySettings = (settings: Settings): GatewaySettings => ({
  port: settings.PORT,
  host: settings.HOST,
  publicUrl: settings.PUBLIC_URL,
  defaultTenant: settings.DEFAULT_TENANT,
  corsOrigins: settings.CORS_ORIGINS,
  trustedProxies: settings.TRUSTED_PROXIES,
  perMinute: {
    all: settings.ALL_REQUESTS_PER_MINUTE,
    address: settings.ADDRESS_REQUESTS_PER_MINUTE,
    caller: settings.CALLER_REQUESTS_PER_MINUTE,
  },
  requestTimeoutMs: settings.ORDER_WAIT_MS + requestExtraMs,
  drainMs: settings.DRAIN_TIMEOUT_MS,
});
