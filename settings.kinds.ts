import Joi from 'joi';

/** The kinds of values that a setting may take. What is empty is not set. */
export const text = () => Joi.string().trim().empty('');
export const whole = (least: number, most: number) => Joi.number().integer().min(least).max(most).empty('');
export const perMinute = (text: string) => whole(0, 10_000_000).default(0).description(text);
export const url = (...scheme: string[]) => text().uri({ scheme });

/** `https://shop.example`: a scheme, a host and perhaps a port, as a browser sends it. */
function isOrigin(origin: string): boolean {
  return /^https?:/.test(origin) && URL.canParse(origin) && new URL(origin).origin === origin;
}

export const origins = text().custom((list: string, { message }) => {
  const found = list.split(',').map((origin) => origin.trim());
  const wrong = found.find((origin) => !isOrigin(origin));
  if (wrong === undefined) return found;
  return message({
    custom: `{{#label}} must be origins like https://shop.example, divided by commas; "${wrong}" is none`,
  });
});

export const mongo = () =>
  text()
    .pattern(/^mongodb(\+srv)?:\/\/[^/]/)
    .messages({
      'string.pattern.base': '{{#label}} must be servers like mongodb://127.0.0.1:27017/souk?replicaSet=souk',
    });

const isNats = (server: string): boolean => URL.canParse(server) && /^(nats|tls):$/.test(new URL(server).protocol);

export const natsServers = text().custom((list: string, { message }) =>
  list.split(',').every((server) => isNats(server.trim()))
    ? list.replaceAll(/\s/g, '')
    : message({ custom: '{{#label}} must be servers like nats://127.0.0.1:4222, divided by commas' }),
);

export const words = text().custom((list: string) => list.split(',').map((word) => word.trim()));
