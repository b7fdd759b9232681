/** Where the drawn picture of a product and the face of a person come from. */
export const pictureOf = (product: string): string => `/pictures/product/${product}.svg`;

/** A face for a person without a photograph: the same name, the same face. */
export const portraitOf = (name: string): string =>
  `/pictures/avatar/${encodeURIComponent(name || '?')}.svg`;
