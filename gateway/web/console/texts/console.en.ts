export const consoleEn = {
  name: 'Console',
} as const;
