import { useId, type ReactNode } from 'react'

interface TextFieldProps {
  readonly label: string
  readonly hint: ReactNode
  readonly text: string
  readonly onChange: (text: string) => void
  /** Texts to choose from while writing. */
  readonly known?: readonly string[]
  readonly maxLength?: number
}

/** A field for free text, with what there is already to choose from. */
export function TextField({ label, hint, text, onChange, known = [], maxLength = 200 }: TextFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={text}
        maxLength={maxLength}
        list={known.length > 0 ? `${id}-known` : undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        onChange={({ target }) => onChange(target.value)}
      />
      {known.length > 0 && (
        <datalist id={`${id}-known`}>
          {known.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      <p className="quiet" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  )
}
