export const portalEn = {
  name: 'For sellers',
} as const;
