import type { Option } from './option.ts'
import { OptionField } from './option-field.tsx'
import { changeText, textOf, type Form, type Texts } from './parse-form.ts'

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
