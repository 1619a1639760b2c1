import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

export type MenuEntry =
  | { readonly label: ReactNode; readonly onSelect: () => void; readonly disabled?: boolean }
  | { readonly label: ReactNode; readonly href: string }
  | 'rule';

type MenuProps = {
  /** The button that opens it. */
  readonly opener: ReactNode;
  readonly entries: readonly MenuEntry[];
};

/** A list of things to do, walked with the arrow keys or by first letters. */
export function Menu({ opener, entries }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{opener}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          {entries.map((entry, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu is written down, and keeps its order.
            <Entry key={place} entry={entry} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry === 'rule') return <DropdownMenu.Separator className="menu-rule" />;
  if ('href' in entry) {
    return (
      <DropdownMenu.Item asChild className="menu-item">
        <a href={entry.href}>{entry.label}</a>
      </DropdownMenu.Item>
    );
  }
  const { label, onSelect, disabled = false } = entry;
  return (
    <DropdownMenu.Item className="menu-item" onSelect={onSelect} disabled={disabled}>
      {label}
    </DropdownMenu.Item>
  );
}
