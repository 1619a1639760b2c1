import { useEffect, useRef } from 'react';
import { keyName } from './key-names.ts';

const typing = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/** Whether it is meant for what has the focus: a field that is filled, or what lies above the page. */
const isElsewhere = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (typing.has(target.tagName) || target.isContentEditable || target.closest('[role=dialog], [role=menu]') !== null);

/** Does what a key stands for while the component is there. With `mod+` also where somebody types. */
export function useKeys(keys: Readonly<Record<string, (() => void) | undefined>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const name = keyName(event);
      const run = name === undefined ? undefined : latest.current[name];
      if (!run || (isElsewhere(event.target) && !name?.startsWith('mod+'))) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
