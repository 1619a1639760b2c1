import { useEffect, useState } from 'react';
import { showToast, type Toast } from '../../design/toast-list.ts';
import { isBellOn, ring } from './bell.ts';

export type Notice = (text: string, about: { readonly count: number } & Pick<Toast, 'action'>) => void;

/** Tells what came by itself: in a sentence, by the bell if it is wanted, and the title counts what nobody has seen. */
export function useNotice(title: string): Notice {
  const [unseen, setUnseen] = useState(0);
  useEffect(() => {
    document.title = unseen > 0 ? `(${unseen}) ${title}` : title;
  }, [unseen, title]);
  useEffect(() => {
    const look = () => !document.hidden && setUnseen(0);
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return (text, { count, action }) => {
    if (document.hidden) setUnseen((before) => before + count);
    if (isBellOn()) ring();
    showToast(text, { action });
  };
}
