import type { Motif } from './pictures/motifs.ts';

export type DemoProduct = {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly category: string;
  /** What is drawn, in which colours: the thing's own, and a second one. */
  readonly picture: readonly [motif: Motif, main: string, accent: string];
  /** Option value -> pence and units; an empty name where there is nothing to choose. */
  readonly variants: readonly { readonly value: string; readonly pence: number; readonly units: number }[];
  readonly option?: string;
};

export type DemoVendor = {
  readonly handle: string;
  readonly name: string;
  readonly description: string;
  readonly owner: string;
  readonly products: readonly DemoProduct[];
};

export const one = (pence: number, units: number) => [{ value: '', pence, units }];
