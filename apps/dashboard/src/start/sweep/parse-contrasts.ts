import { toSingle, type Option } from '../fields/option.ts'
import { parseForm, type Form, type Texts } from '../fields/parse-form.ts'

/**
 * Returns the options of a contrast among the settings of a sweep: one weight decay, without a default, and
 * seeds.
 */
export function contrastOptions(settings: readonly Option[]): Option[] {
  return settings.flatMap((option) => {
    if (option.name === 'seeds') return [option]
    return option.name === 'weightDecays'
      ? [{ ...toSingle(option, 'weightDecay'), default: undefined, isNeeded: true }]
      : []
  })
}

/** Contrasts as the server takes them, and what is wrong in each row. */
export function parseContrasts(options: readonly Option[], rows: readonly Texts[]) {
  const forms = rows.map((row): Form => {
    const form = parseForm(options, row)
    if ('weightDecay' in form.values || 'weightDecay' in form.problems) return form
    return { ...form, problems: { ...form.problems, weightDecay: 'Enter the weight decay, for example 0.' } }
  })
  return {
    contrasts: forms.map(({ values }) => values),
    problems: forms.map(({ problems }) => problems),
    isRight: forms.every(({ problems }) => Object.keys(problems).length === 0),
  }
}
