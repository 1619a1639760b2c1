import { describe, expect, test } from '@jest/globals';
import { planRequest, retryAfterMsOf } from '../../../gateway/web/api/request.ts';

describe('a request', () => {
  test('takes into its path what the path names, and the rest of a question into its query', () => {
    expect(planRequest('GET /vendors/{id}/products', { id: 'ven/1', limit: 5, cursor: undefined })).toEqual({
      method: 'GET',
      path: '/v1/vendors/ven%2F1/products?limit=5',
    });
  });

  test('says each of several values of a question', () => {
    expect(planRequest('GET /products', { sort: ['a', 'b'], q: 'tea & milk' }).path).toBe(
      '/v1/products?sort=a&sort=b&q=tea+%26+milk',
    );
  });

  test('takes the rest of a change into its body', () => {
    expect(planRequest('PUT /carts/{id}/lines/{sku}', { id: 'c1', sku: 's1', quantity: 2 })).toEqual({
      method: 'PUT',
      path: '/v1/carts/c1/lines/s1',
      body: '{"quantity":2}',
    });
  });

  test('that is refused for a while says for how long', () => {
    expect(retryAfterMsOf('2')).toBe(2_000);
    expect(retryAfterMsOf(null)).toBeUndefined();
    expect(retryAfterMsOf('soon')).toBeUndefined();
  });
});
