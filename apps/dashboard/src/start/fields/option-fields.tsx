import { useId, type ReactNode } from 'react'
import type { Option, Choice } from './option.ts'
import { changeText, textOf, describeOption, type Form, type Texts } from './parse-form.ts'

interface OptionFieldsProps {
  readonly options: readonly Option[]
  readonly texts: Texts
  readonly problems: Form['problems']
  readonly onChange: (texts: Texts) => void
}

/** A field for each of some settings. */
export function OptionFields({ options, texts, problems, onChange }: OptionFieldsProps) {
  return (
    <div className="fields">
      {options.map((option) => (
        <OptionField
          key={option.name}
          option={option}
          text={textOf(option, texts)}
          problem={problems[option.name]}
          onChange={(text) => onChange(changeText(texts, option, text))}
        />
      ))}
    </div>
  )
}

const yesAndNo: readonly Choice[] = ['no', 'yes'].map((value) => ({ value, label: value }))

interface OptionFieldProps {
  readonly option: Option
  readonly text: string
  readonly problem?: string
  readonly disabled?: boolean
  readonly onChange: (text: string) => void
}

/** The field of a setting by its kind, with what it takes, and what is wrong with what is written in it. */
export function OptionField({ option, text, problem, disabled, onChange }: OptionFieldProps) {
  const id = useId()
  const { title, kind, description } = option
  const choices = kind === 'BOOLEAN' ? yesAndNo : option.choices
  const chosen = choices.find(({ value }) => value === text)
  const hint = [description, describeOption(option), chosen?.summary].filter(Boolean).join(' ')
  const shared = {
    id,
    value: text,
    disabled,
    'aria-describedby': `${id}-hint ${id}-problem`,
    'aria-invalid': problem !== undefined,
  }
  return (
    <div className="field">
      <label htmlFor={id}>{title}</label>
      {kind === 'CHOICE' || kind === 'BOOLEAN' ? (
        <select {...shared} onChange={({ target }) => onChange(target.value)}>
          {!chosen && <option value={text}>{text || '…'}</option>}
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          inputMode={kind === 'INTEGER' ? 'numeric' : kind === 'NUMBER' ? 'decimal' : undefined}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      <p className="quiet" id={`${id}-hint`}>
        {hint}
      </p>
      <FieldProblem id={`${id}-problem`} problem={problem} />
    </div>
  )
}

interface FieldProblemProps {
  readonly id: string
  readonly problem?: string
}

/** Problem of a field: its place is always there, so that it is read out when it comes. */
function FieldProblem({ id, problem }: FieldProblemProps) {
  return (
    <p className="start-problem" id={id} aria-live="polite">
      {problem !== undefined && `✕ ${problem}`}
    </p>
  )
}

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
