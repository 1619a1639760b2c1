/** Paths of the console for operators and ops; the gateway answers any other with 404. */
export const consolePages = ['/console', '/console/sign-in'] as const;
