/** Every seed that ever failed, and what it showed: it stays. */
export const seedsThatFailed: readonly { readonly seed: number; readonly problem: string }[] = [];
