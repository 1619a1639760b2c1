import type { TenantRole } from '../../actors/runtime/contract.ts';
import { type DemoVendor, one } from './demo-vendor.ts';

export const demoTenant = 'demo';
export const demoPassword = 'souk-demo';

export type DemoLogin = { readonly email: string; readonly name: string; readonly roles: readonly TenantRole[] };

/** Who can log in to the demo shop, each with the password `souk-demo`. */
export const demoLogins: readonly DemoLogin[] = [
  { email: 'operator@demo.example', name: 'Omar Operator', roles: ['operator'] },
  { email: 'vendor@demo.example', name: 'Vera Vendor', roles: [] },
  { email: 'shopper@demo.example', name: 'Sam Shopper', roles: [] },
  { email: 'analyst@demo.example', name: 'Ana Analyst', roles: ['analyst'] },
  { email: 'ops@demo.example', name: 'Ola Ops', roles: ['ops'] },
];

/** Owners of the other shops: they log in too, but are not shown at start. */
export const moreOwners: readonly DemoLogin[] = [
  { email: 'weaver@demo.example', name: 'Wanda Weaver', roles: [] },
  { email: 'printer@demo.example', name: 'Pia Printer', roles: [] },
];

export const demoCategories: readonly { readonly handle: string; readonly name: string; readonly parent?: string }[] = [
  { handle: 'home', name: 'Home' },
  { handle: 'kitchen', name: 'Kitchen', parent: 'home' },
  { handle: 'textiles', name: 'Textiles', parent: 'home' },
  { handle: 'paper', name: 'Paper goods' },
];

export const demoVendors: readonly DemoVendor[] = [
  {
    handle: 'old-town-ceramics',
    name: 'Old Town Ceramics',
    description: 'Stoneware thrown and glazed by hand in a small workshop by the harbour.',
    owner: 'vendor@demo.example',
    products: [
      {
        handle: 'harbour-mug',
        title: 'Harbour mug',
        description: 'A wide mug of speckled stoneware with a handle that fits three fingers. 350 ml.',
        category: 'kitchen',
        picture: ['mug', '#6f8fa6', '#e6d5b8'],
        option: 'Glaze',
        variants: [
          { value: 'Sea', pence: 1_800, units: 24 },
          { value: 'Sand', pence: 1_800, units: 18 },
          { value: 'Slate', pence: 1_950, units: 3 },
        ],
      },
      {
        handle: 'breakfast-bowl',
        title: 'Breakfast bowl',
        description: 'Deep enough for porridge, shallow enough for eggs. Safe in the dishwasher.',
        category: 'kitchen',
        picture: ['bowl', '#d9c7a5', '#6f8fa6'],
        variants: one(2_200, 40),
      },
      {
        handle: 'pouring-jug',
        title: 'Pouring jug',
        description: 'Pours without a drip; that took us four years. 1 litre.',
        category: 'kitchen',
        picture: ['jug', '#8fa9b5', '#e6d5b8'],
        variants: one(3_900, 7),
      },
      {
        handle: 'bud-vase',
        title: 'Bud vase',
        description: 'For one stem. Each one is a little different.',
        category: 'home',
        picture: ['vase', '#7d8f6b', '#e7a977'],
        variants: one(1_450, 0),
      },
    ],
  },
  {
    handle: 'loom-and-linen',
    name: 'Loom & Linen',
    description: 'Linen woven on a loom from 1911, dyed with plants.',
    owner: 'weaver@demo.example',
    products: [
      {
        handle: 'tea-towel',
        title: 'Linen tea towel',
        description: 'Dries a glass without a trace. 50 by 70 cm.',
        category: 'kitchen',
        picture: ['towel', '#c98f73', '#5f4b6d'],
        option: 'Colour',
        variants: [
          { value: 'Madder', pence: 1_250, units: 60 },
          { value: 'Indigo', pence: 1_250, units: 45 },
        ],
      },
      {
        handle: 'summer-blanket',
        title: 'Summer blanket',
        description: 'Light and cool, and large enough for two. 150 by 210 cm.',
        category: 'textiles',
        picture: ['blanket', '#9fb4b8', '#e6d3ae'],
        variants: one(11_900, 5),
      },
      {
        handle: 'table-runner',
        title: 'Table runner',
        description: 'Herringbone, hemmed by hand. 45 by 180 cm.',
        category: 'textiles',
        picture: ['runner', '#b59a78', '#6f4f4f'],
        variants: one(4_400, 16),
      },
    ],
  },
  {
    handle: 'quiet-press',
    name: 'Quiet Press',
    description: 'Letterpress cards and notebooks, printed two at a time.',
    owner: 'printer@demo.example',
    products: [
      {
        handle: 'pocket-notebook',
        title: 'Pocket notebook',
        description: '96 pages that lie flat, bound with thread.',
        category: 'paper',
        picture: ['notebook', '#b8503f', '#f0d9b0'],
        option: 'Ruling',
        variants: [
          { value: 'Plain', pence: 850, units: 120 },
          { value: 'Dotted', pence: 850, units: 90 },
        ],
      },
      {
        handle: 'birthday-cards',
        title: 'Six birthday cards',
        description: 'Six drawings of cakes, none of them perfect. With envelopes.',
        category: 'paper',
        picture: ['cards', '#c77f8f', '#f0c987'],
        variants: one(1_200, 35),
      },
      {
        handle: 'wall-calendar',
        title: 'Wall calendar',
        description: 'Twelve woodcuts of a market street through the year.',
        category: 'paper',
        picture: ['calendar', '#4f6f86', '#e9a15b'],
        variants: one(2_400, 11),
      },
    ],
  },
];
