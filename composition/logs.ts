import type { BrokerOptions } from 'moleculer';
import type { Settings } from '../settings.ts';

/** Hidden by key wherever they stand in the first three levels of a line: secrets, and what tells of a person. */
const hidden = [
  'password',
  'currentPassword',
  'passwordHash',
  'token',
  'refreshToken',
  'accessToken',
  'authorization',
  'cookie',
  'signature',
  'email',
  'phone',
  'shippingAddress',
];

const paths = hidden.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);

/** One JSON line an event, through pino. */
export const loggerOf = (settings: Settings): NonNullable<BrokerOptions['logger']> => ({
  type: 'Pino',
  options: {
    level: settings.LOG_LEVEL,
    pino: {
      options: { redact: { paths, censor: '[hidden]' }, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    },
  },
});
