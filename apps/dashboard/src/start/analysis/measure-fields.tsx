import { measureOptions, nameKey, type ChosenMeasure } from './measure-choice.ts'
import type { Catalogue } from '../fields/option.ts'
import { OptionFields } from '../fields/option-fields.tsx'
import { parseForm } from '../fields/parse-form.ts'

interface MeasureFieldsProps {
  readonly measures: Catalogue['measures']
  readonly chosen: readonly ChosenMeasure[]
  readonly onChange: (chosen: ChosenMeasure[]) => void
}

/** Measures to choose among, each with its options once it is chosen. */
export function MeasureFields({ measures, chosen, onChange }: MeasureFieldsProps) {
  return (
    <ul className="cards start-measures">
      {measures.map((measure) => {
        const { name, title, summary, needs } = measure
        const texts = chosen.find(({ [nameKey]: each }) => each === name)
        const others = chosen.filter((each) => each !== texts)
        const options = measureOptions(measure)
        return (
          <li className="card" key={name}>
            <label>
              <input
                type="checkbox"
                checked={texts !== undefined}
                onChange={() => onChange(texts ? others : [...others, { [nameKey]: name }])}
              />{' '}
              <strong>{title}</strong>
            </label>
            <details>
              <summary>
                What it computes<span className="hidden">: {title}</span>
              </summary>
              <p>{summary}</p>
              {needs.length > 0 && <p className="quiet">Needs {needs.join(', ')}.</p>}
            </details>
            {texts && options.length > 0 && (
              <fieldset>
                <legend>
                  Options<span className="hidden"> of {title}</span>
                </legend>
                <OptionFields
                  options={options}
                  texts={texts}
                  problems={parseForm(options, texts).problems}
                  onChange={(next) => onChange(chosen.map((each) => (each === texts ? next : each)))}
                />
              </fieldset>
            )}
          </li>
        )
      })}
    </ul>
  )
}
