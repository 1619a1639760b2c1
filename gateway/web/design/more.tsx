import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

/** A page of thousands of rows would be slow to draw and slower to read. */
const rowsAtOnce = 200;

/** The first rows at once, and the way to more of them where there are any. */
export function useMore<Row>(rows: readonly Row[]): { readonly shown: readonly Row[]; readonly more: ReactNode } {
  const { t } = useTranslation('common');
  const [most, setMost] = useState(rowsAtOnce);
  const left = rows.length - most;
  const more = left > 0 && (
    <Button kind="plain" onClick={() => setMost(most + rowsAtOnce)}>
      {t('more', { count: left })}
    </Button>
  );
  return { shown: rows.slice(0, most), more };
}
