/** Paths of the vendors' portal; the gateway answers any other with 404. */
export const portalPages = ['/vendor', '/vendor/sign-in', '/vendors/{id}/invitation'] as const;
