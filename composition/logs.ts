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

/** Moleculer tells of every service it starts; that is for whoever looks closer. */
const ofMoleculer = (level: Settings['LOG_LEVEL']): Settings['LOG_LEVEL'] => (level === 'info' ? 'warn' : level);

/** One JSON line an event, through pino. */
export const loggerOf = ({ LOG_LEVEL: level }: Settings): NonNullable<BrokerOptions['logger']> => ({
  type: 'Pino',
  options: {
    level: { GATEWAY: level, '**': ofMoleculer(level) },
    pino: {
      options: { redact: { paths, censor: '[hidden]' }, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    },
  },
});
