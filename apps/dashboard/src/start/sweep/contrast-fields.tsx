import type { Option } from '../fields/option.ts'
import { OptionFields } from '../fields/option-fields.tsx'
import { parseContrasts } from './parse-contrasts.ts'
import type { Texts } from '../fields/parse-form.ts'

interface ContrastFieldsProps {
  /** The weight decay and the seeds of a contrast. */
  readonly options: readonly Option[]
  readonly rows: readonly Texts[]
  readonly onChange: (rows: Texts[]) => void
}

/** Runs of every width at other weight decays, to set the sweep against. */
export function ContrastFields({ options, rows, onChange }: ContrastFieldsProps) {
  const { problems } = parseContrasts(options, rows)
  return (
    <details className="more-fields" open={rows.length > 0}>
      <summary>Contrasts: additional runs of every width at another weight decay</summary>
      {rows.map((row, at) => (
        // A row has no identity but its place.
        <fieldset key={at}>
          <legend>Contrast {at + 1}</legend>
          <OptionFields
            options={options}
            texts={row}
            problems={problems[at]}
            onChange={(next) => onChange(rows.with(at, next))}
          />
          <button type="button" onClick={() => onChange(rows.toSpliced(at, 1))}>
            Remove contrast {at + 1}
          </button>
        </fieldset>
      ))}
      <button type="button" onClick={() => onChange([...rows, {}])}>
        Add a contrast
      </button>
    </details>
  )
}
