import type { AnyContract } from '../routes/routes.ts';
export const openApiDocument = (_contracts: readonly AnyContract[], _publicUrl: string): object => ({});
