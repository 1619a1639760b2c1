import type { WebFiles } from './files.ts';

const script = '<script async src="/v1/collect.js"></script>';

/** The shop tells what its visitors do, as any page may that includes the script. */
export const withTelling = (files: WebFiles): WebFiles => ({
  ...files,
  page: (face) => (face === 'shop' ? files.page(face).replace('</head>', `${script}</head>`) : files.page(face)),
});
