/** The web address of every page: views know page names only, the browser's bar shows these. */
export const ADDRESSES: Readonly<Record<string, string>> = {
  'pages/home/index': '/',
  'pages/outlets/index': '/outlets',
  'pages/browse/index': '/browse',
  'pages/search/index': '/search',
  'pages/product/index': '/p/:id',
  'pages/landing/index': '/s/:code',
  'pages/guide/index': '/g/:id',
  'pages/cart/index': '/cart',
  'pages/checkout/index': '/checkout',
  'pages/orders/index': '/orders',
  'pages/order/index': '/orders/:id',
  'pages/aftersales/index': '/orders/:id/aftersales',
  'pages/shares/index': '/shares',
  'pages/rewards/index': '/rewards',
  'pages/wallet/index': '/wallet',
  'pages/notices/index': '/notices',
  'pages/addresses/index': '/addresses',
  'pages/privacy/index': '/privacy',
  'pages/rules/index': '/rules',
  'pages/me/index': '/me',
  'pages/missing/index': '/missing',
};

export interface Place {
  page: string;
  params: Readonly<Record<string, string>>;
}

const patterns = Object.entries(ADDRESSES).map(([page, pattern]) => ({
  page,
  names: [...pattern.matchAll(/:(\w+)/g)].map((found) => found[1] as string),
  shape: new RegExp(`^${pattern.replaceAll(/:\w+/g, '([^/]+)')}/?$`),
}));

/** The page that lives at this address, with the values named in it and in its query. */
export function placeAt(path: string, query: string): Place {
  const asked = Object.fromEntries(new URLSearchParams(query));
  for (const { page, names, shape } of patterns) {
    const found = shape.exec(path);
    if (!found) continue;
    const named = names.map((name, n) => [name, decodeURIComponent(found[n + 1] ?? '')]);
    return { page, params: { ...asked, ...Object.fromEntries(named) } };
  }
  return { page: 'pages/missing/index', params: asked };
}

/** `/pages/product/index?id=7&from=cart` becomes `/p/7?from=cart`. */
export function addressOf(url: string): string {
  const [name = '', query = ''] = url.split('?');
  const params = new URLSearchParams(query);
  const pattern = ADDRESSES[name.replace(/^\//, '')];
  if (pattern === undefined) throw new Error(`no page ${name}`);
  const path = pattern.replaceAll(/:(\w+)/g, (_all, key: string) => {
    const value = params.get(key) ?? '';
    params.delete(key);
    return encodeURIComponent(value);
  });
  const rest = params.toString();
  return rest ? `${path}?${rest}` : path;
}
