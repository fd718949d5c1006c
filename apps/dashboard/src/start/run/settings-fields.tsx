import type { Option } from '../fields/option.ts'
import { OptionFields } from '../fields/option-fields.tsx'
import type { Form, Texts } from '../fields/parse-form.ts'

interface SettingsFieldsProps {
  readonly options: readonly Option[]
  readonly texts: Texts
  readonly problems: Form['problems']
  readonly onChange: (texts: Texts) => void
}

/** The settings of a training: what few need is folded away, unless something is written there. */
export function SettingsFields({ options, ...others }: SettingsFieldsProps) {
  const advanced = options.filter(({ isAdvanced }) => isAdvanced)
  const isUsed = advanced.some(({ name }) => others.texts[name] !== undefined || others.problems[name])
  return (
    <>
      <OptionFields options={options.filter(({ isAdvanced }) => !isAdvanced)} {...others} />
      {advanced.length > 0 && (
        <details className="more-fields" open={isUsed}>
          <summary>Recipe: optimiser, schedule, loss, augmentation, controls</summary>
          <OptionFields options={advanced} {...others} />
        </details>
      )}
    </>
  )
}
