/** Paths of the shop. The gateway answers any other with 404, so a page that is not here is not there. */
export const shopPages = ['/', '/sign-in'] as const;
