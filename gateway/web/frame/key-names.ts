type Pressed = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};

/** The key as pages name it: `k`, `ArrowDown`, `mod+k` with Ctrl or the Apple key. */
export const keyName = ({ key, ctrlKey, metaKey, altKey }: Pressed): string | undefined => {
  if (altKey) return undefined;
  return ctrlKey || metaKey ? `mod+${key.toLowerCase()}` : key;
};
