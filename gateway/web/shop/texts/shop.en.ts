/** Texts of the shop. */
export const shopEn = {
  'home.title': 'Made by hand, sold by its makers',
} as const;
