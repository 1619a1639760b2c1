import { signatureField } from '../pages/webhook.ts';

const problem = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const text = (name: string, place: 'path' | 'header', description: string, example: string): object => ({
  name,
  in: place,
  required: true,
  description,
  schema: { type: 'string' },
  example,
});

/** The one operation without a contract of its own: its body is the provider's, whatever that is. */
export const webhookOperation = {
  operationId: 'paymentsWebhook',
  tags: ['payments'],
  summary: 'Takes what a payment provider says by itself',
  security: [{}],
  parameters: [
    text('tenant', 'path', 'The marketplace the message is for', 'demo'),
    text('provider', 'path', 'Who sends it', 'sandbox'),
    text(signatureField, 'header', "The provider's signature of the body", 't=1700000000,v1=5257a869'),
  ],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { type: 'object' }, example: { of: 'capture', result: 'captured' } } },
  },
  responses: {
    200: {
      description: 'Heard',
      content: {
        'application/json': {
          schema: { type: 'object', properties: { received: { type: 'boolean' } }, required: ['received'] },
          example: { received: true },
        },
      },
    },
    401: problem('`BAD_SIGNATURE`: the body is not signed by the provider'),
    404: problem('`UNKNOWN_TENANT`, or no such provider'),
  },
};
