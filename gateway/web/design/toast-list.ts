export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly tone?: 'bad' | undefined;
  /** What may be done about it: undo, or look. */
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
};

const mostToasts = 3;
const shownForMs = 6_000;

let toasts: readonly Toast[] = [];
let lastId = 0;
const watchers = new Set<() => void>();

function show(next: readonly Toast[]): void {
  toasts = next;
  for (const watcher of watchers) watcher();
}

export const shownToasts = (): readonly Toast[] => toasts;

export function watchToasts(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Says something for six seconds; the oldest gives way when there are many. */
export function showToast(text: string, about: Pick<Toast, 'tone' | 'action'> = {}): void {
  lastId += 1;
  const id = lastId;
  show([...toasts, { id, text, ...about }].slice(-mostToasts));
  setTimeout(() => dropToast(id), shownForMs);
}

export const dropToast = (id: number): void => show(toasts.filter((toast) => toast.id !== id));
