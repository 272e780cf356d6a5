import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly errors?: readonly string[] | undefined;
  /** Makes the control; it must carry the attributes. */
  readonly children: (attributes: FieldAttributes) => ComponentChildren;
}

interface FieldAttributes {
  readonly id: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** A labelled control of a form, with what is wrong with it below. */
export function Field({ label, hint, errors = [], children }: FieldProps) {
  const id = useId();
  const about = hint || errors.length > 0 ? `${id}-about` : undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-invalid': errors.length > 0, 'aria-describedby': about })}
      <div id={about} class="about">
        {errors.map((error) => <p class="error" key={error}>{error}</p>)}
        {errors.length === 0 && hint && <p>{hint}</p>}
      </div>
    </div>
  );
}
