import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import { dropToast, shownToasts, type Toast, watchToasts } from './toast-list.ts';

/** Stands once in each face; `showToast` fills it from anywhere. */
export function Toasts() {
  const toasts = useSyncExternalStore(watchToasts, shownToasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function OneToast({ toast: { id, text, tone, action } }: { readonly toast: Toast }) {
  const { t } = useTranslation('common');
  const act = () => {
    action?.run();
    dropToast(id);
  };
  return (
    <div className="toast" data-tone={tone}>
      <span>{text}</span>
      {action ? (
        <Button size="small" onClick={act}>
          {action.label}
        </Button>
      ) : (
        <Button size="small" aria-label={t('close')} onClick={() => dropToast(id)}>
          <X aria-hidden size={14} />
        </Button>
      )}
    </div>
  );
}
