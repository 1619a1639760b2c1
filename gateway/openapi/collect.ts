const problem = (description: string): object => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

const word = (description: string): object => ({ type: 'string', description });
const count = (description: string): object => ({ type: 'integer', minimum: 0, description });

const visit = {
  type: 'object',
  properties: {
    type: {
      type: 'string',
      enum: ['viewed', 'listed', 'searched', 'clicked', 'added', 'removed', 'checkout', 'paid', 'vital'],
    },
    session: word('Made by the page, for as long as its tab is open: 8 to 40 letters, digits, - and _'),
    agoMs: count('How long ago, at most an hour'),
    product: word('Id'),
    sku: word('Id'),
    order: word('Id'),
    query: word('At most 100 letters'),
    results: count('How many were found'),
    position: count('In the list, from 1'),
    step: word('Of the checkout, or the name of a vital'),
    value: count('Of a vital: milliseconds, or thousandths of a layout shift'),
    source: word('Host of the page that led here'),
  },
  required: ['type', 'session'],
};

/** Its body comes from pages of anybody's, so a row that cannot be counted is no problem of the request. */
export const collectOperation = {
  operationId: 'analyticsCollect',
  tags: ['analytics'],
  summary: 'Takes what a browser tells of its visitor; with DNT or Sec-GPC nothing is kept',
  security: [{}],
  parameters: [],
  requestBody: {
    required: true,
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { visits: { type: 'array', maxItems: 100, items: visit } },
          required: ['visits'],
        },
        example: { visits: [{ type: 'viewed', session: 'q1w2e3r4t5', product: 'prod_4k1v9q0m2x7c8r5t6w3z' }] },
      },
    },
  },
  responses: {
    204: { description: 'Heard' },
    400: problem('`MALFORMED_REQUEST`: no JSON object with a list of at most 100 visits'),
    401: problem('`UNAUTHENTICATED`: the token shown is no good'),
    403: problem('`TENANT_SUSPENDED`'),
    404: problem('`UNKNOWN_TENANT`'),
    413: problem('`BODY_TOO_LARGE`'),
    429: problem('`RATE_LIMITED`'),
    503: problem('`SERVICE_UNAVAILABLE`, `TOO_BUSY`'),
  },
};
