import { type ComponentProps, type ReactNode, useId } from 'react';

type About = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with it, as a sentence. */
  readonly wrong?: string | undefined;
};

type Wired = { readonly id: string; readonly 'aria-describedby': string | undefined; readonly 'aria-invalid': boolean };

/** A label, what it asks for, a hint and what is wrong, tied together for those who do not see them side by side. */
function Field({ label, hint, wrong, control }: About & { readonly control: (wired: Wired) => ReactNode }) {
  const id = useId();
  const said = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {control({ id, 'aria-describedby': said, 'aria-invalid': wrong !== undefined })}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {wrong && (
        <p className="wrong" id={`${id}-wrong`} role="alert">
          {wrong}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, wrong, ...input }: About & ComponentProps<'input'>) {
  const control = (wired: Wired) => <input className="input" {...input} {...wired} />;
  return <Field label={label} hint={hint} wrong={wrong} control={control} />;
}

export function TextArea({ label, hint, wrong, ...input }: About & ComponentProps<'textarea'>) {
  const control = (wired: Wired) => <textarea className="input" rows={4} {...input} {...wired} />;
  return <Field label={label} hint={hint} wrong={wrong} control={control} />;
}

type Option = { readonly value: string; readonly label: string };

/** The system's own: it opens as people know it from everywhere, a phone too. */
export function SelectField({
  label,
  hint,
  wrong,
  options,
  ...select
}: About & ComponentProps<'select'> & { readonly options: readonly Option[] }) {
  const control = (wired: Wired) => (
    <select className="input" {...select} {...wired}>
      {options.map(({ value, label: shown }) => (
        <option key={value} value={value}>
          {shown}
        </option>
      ))}
    </select>
  );
  return <Field label={label} hint={hint} wrong={wrong} control={control} />;
}

export function Checkbox({ label, ...input }: { readonly label: ReactNode } & ComponentProps<'input'>) {
  return (
    <label className="choice">
      <input type="checkbox" {...input} />
      <span>{label}</span>
    </label>
  );
}
