import type { ComponentProps, ReactNode } from 'react';

export type ButtonLook = {
  /** `plain`: one of several; `quiet`: among many; `danger`: cannot be undone. */
  readonly kind?: 'main' | 'plain' | 'quiet' | 'danger';
  readonly size?: 'usual' | 'small' | 'icon';
  readonly wide?: boolean;
};

type ButtonProps = ButtonLook &
  ComponentProps<'button'> & {
    /** It works: it may not be pressed again, and keeps its focus. */
    readonly busy?: boolean;
    readonly children: ReactNode;
  };

/** The same look for a link. */
export const buttonLook = ({ kind = 'main', size = 'usual', wide = false }: ButtonLook) => ({
  className: 'button',
  'data-kind': kind,
  'data-size': size,
  'data-wide': wide || undefined,
});

export function Button({ kind, size, wide, busy = false, onClick, type = 'button', ...others }: ButtonProps) {
  const look = buttonLook({ ...(kind && { kind }), ...(size && { size }), ...(wide && { wide }) });
  return (
    <button
      {...look}
      {...others}
      type={type}
      aria-disabled={busy || undefined}
      data-busy={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    />
  );
}
