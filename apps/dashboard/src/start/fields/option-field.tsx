import { useId } from 'react'
import type { Choice, Option } from './option.ts'
import { describeOption } from './parse-option.ts'

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
export function FieldProblem({ id, problem }: FieldProblemProps) {
  return (
    <p className="start-problem" id={id} aria-live="polite">
      {problem !== undefined && `✕ ${problem}`}
    </p>
  )
}
