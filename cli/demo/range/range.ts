import type { DemoVendor } from '../demo-vendor.ts';
import { type DemoLogin, demoVendors } from '../shop.ts';
import { ceramics } from './ceramics.ts';
import { fox } from './fox.ts';
import { garden } from './garden.ts';
import { grove } from './grove.ts';
import { hive } from './hive.ts';
import { kettle } from './kettle.ts';
import { linen } from './linen.ts';
import { paper } from './paper.ts';

/** What the demo shop has once its shelves are filled: a hundred products of eight vendors. */
export const rangeOwners: readonly DemoLogin[] = [
  { email: 'beekeeper@demo.example', name: 'Bram Beekeeper', roles: [] },
  { email: 'joiner@demo.example', name: 'Jo Joiner', roles: [] },
  { email: 'gardener@demo.example', name: 'Gwen Gardener', roles: [] },
  { email: 'brewer@demo.example', name: 'Bo Brewer', roles: [] },
  { email: 'toymaker@demo.example', name: 'Tove Toymaker', roles: [] },
];

export const rangeCategories = [
  { handle: 'light', name: 'Light', parent: 'home' },
  { handle: 'bath', name: 'Bath', parent: 'home' },
  { handle: 'garden', name: 'Garden' },
  { handle: 'pantry', name: 'Pantry' },
  { handle: 'tea-coffee', name: 'Tea & coffee', parent: 'pantry' },
  { handle: 'honey', name: 'Honey & jam', parent: 'pantry' },
  { handle: 'children', name: 'Children' },
  { handle: 'toys', name: 'Toys', parent: 'children' },
];

/** The new ones, and what is new of those that are there already. */
export const newVendors: readonly DemoVendor[] = [hive, grove, garden, kettle, fox];

const more: Readonly<Record<string, DemoVendor['products']>> = {
  'old-town-ceramics': ceramics,
  'loom-and-linen': linen,
  'quiet-press': paper,
};

export const moreProducts: readonly DemoVendor[] = demoVendors.map((vendor) => ({
  ...vendor,
  products: more[vendor.handle] ?? [],
}));
