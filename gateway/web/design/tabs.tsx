import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';

type Tab = { readonly id: string; readonly label: ReactNode; readonly panel: ReactNode };

/** One of several views of the same thing; the arrow keys go from one to the next. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <Primitive.Root defaultValue={tabs[0]?.id ?? ''}>
      <Primitive.List className="tabs-list" aria-label={label}>
        {tabs.map(({ id, label: shown }) => (
          <Primitive.Trigger key={id} className="tab" value={id}>
            {shown}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map(({ id, panel }) => (
        <Primitive.Content key={id} className="tab-panel" value={id}>
          {panel}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
