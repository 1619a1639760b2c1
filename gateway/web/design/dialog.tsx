import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
};

/** Keeps the focus inside, closes by Escape, and gives the focus back. */
export function Dialog({ open, onClose, title, about, children }: DialogProps) {
  const { t } = useTranslation('common');
  return (
    <Primitive.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-veil" />
        <Primitive.Content className="dialog" {...(!about && { 'aria-describedby': undefined })}>
          <div className="dialog-head">
            <div>
              <Primitive.Title asChild>
                <h2>{title}</h2>
              </Primitive.Title>
              {about && <Primitive.Description className="soft">{about}</Primitive.Description>}
            </div>
            <Primitive.Close asChild>
              <Button kind="quiet" size="icon" aria-label={t('close')}>
                <X aria-hidden size={18} />
              </Button>
            </Primitive.Close>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
