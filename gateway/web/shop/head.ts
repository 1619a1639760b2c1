import type { Category } from '../../../actors/catalog/contract.ts';
import type { ListedProduct } from '../../../actors/search/contract.ts';
import type { TenantProfile } from '../../../actors/tenants/contract.ts';
import type { Shop } from '../../../actors/vendors/contract.ts';
import type { Head } from '../frame/rendering.ts';
import { priceSpan, shelfOf } from './product/choice.ts';

const longestDescription = 160;

/** As much as search engines show, cut between words. */
export function shortened(text: string): string {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain.length <= longestDescription) return plain;
  return `${plain.slice(0, plain.lastIndexOf(' ', longestDescription - 1))}…`;
}

type OfProduct = {
  readonly product: ListedProduct;
  readonly shop: Shop | undefined;
  readonly tenant: TenantProfile;
  readonly origin: string;
};

/** schema.org's words: https://schema.org/Product. */
export function headOfProduct({ product, shop, tenant, origin }: OfProduct): Head {
  const { handle, title, description, images } = product;
  const canonical = `${origin}/products/${encodeURIComponent(handle)}`;
  const pictures = images.map(({ url }) => new URL(url, origin).href);
  const thing = {
    '@context': 'https://schema.org',
    '@type': 'Product',
    name: title,
    description,
    image: pictures,
    ...(shop && { brand: { '@type': 'Brand', name: shop.name } }),
    offers: offersOf(product, tenant.currency, canonical),
  };
  return {
    title: `${title} · ${tenant.name}`,
    description: shortened(description),
    canonical,
    kind: 'product',
    things: [thing],
    ...(pictures[0] && { image: pictures[0] }),
  };
}

function offersOf(product: ListedProduct, currency: string, url: string): object {
  const span = priceSpan(product, currency);
  const isThere = product.variants.some(({ available }) => shelfOf(available) !== 'gone');
  const about = {
    priceCurrency: currency,
    url,
    availability: `https://schema.org/${isThere ? 'InStock' : 'OutOfStock'}`,
  };
  if (!span) return { '@type': 'Offer', ...about };
  if (span.from === span.to) return { '@type': 'Offer', price: decimal(span.from, currency), ...about };
  const [lowPrice, highPrice] = [decimal(span.from, currency), decimal(span.to, currency)];
  return { '@type': 'AggregateOffer', lowPrice, highPrice, offerCount: product.variants.length, ...about };
}

/** `1800` of GBP is `18.00`. */
function decimal(amount: number, currency: string): string {
  const { maximumFractionDigits: digits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return (amount / 10 ** digits).toFixed(digits);
}

type Place = { readonly tenant: TenantProfile; readonly origin: string };

export const headOfCategory = (category: Category, names: readonly Category[], { tenant, origin }: Place): Head => {
  const place = ({ handle }: Category) => `${origin}/categories/${encodeURIComponent(handle)}`;
  const above = category.path.flatMap((id) => names.find((one) => one.id === id) ?? []);
  const crumbs = above.map((one, at) => ({ '@type': 'ListItem', position: at + 1, name: one.name, item: place(one) }));
  return {
    title: `${category.name} · ${tenant.name}`,
    description: `${category.name}: ${tenant.name}`,
    canonical: place(category),
    kind: 'website',
    things: [{ '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: crumbs }],
  };
};

export const headOfShop = ({ handle, name, description }: Shop, { tenant, origin }: Place): Head => {
  const canonical = `${origin}/shops/${encodeURIComponent(handle)}`;
  const thing = { '@context': 'https://schema.org', '@type': 'Store', name, description, url: canonical };
  const title = `${name} · ${tenant.name}`;
  return { title, description: shortened(description), canonical, kind: 'website', things: [thing] };
};

export const headOfHome = (about: string, { tenant, origin }: Place): Head => ({
  title: tenant.name,
  description: shortened(about),
  canonical: `${origin}/`,
  kind: 'website',
  things: [{ '@context': 'https://schema.org', '@type': 'WebSite', name: tenant.name, url: `${origin}/` }],
});
