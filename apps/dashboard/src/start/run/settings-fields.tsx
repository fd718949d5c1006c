import { useId, useMemo } from 'react'
import type { Option, Catalogue } from '../fields/option.ts'
import { OptionFields } from '../fields/option-fields.tsx'
import type { Form, Texts } from '../fields/parse-form.ts'
import { toTexts, type RecipeSettings } from './settings-options.ts'

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

interface RecipeFieldProps {
  readonly catalogue: Catalogue
  readonly texts: Texts
  readonly onChange: (texts: Texts) => void
}

/** Fills the fields in as a named recipe says. */
export function RecipeField({ catalogue, texts, onChange }: RecipeFieldProps) {
  const id = useId()
  const filled = useMemo(
    () =>
      catalogue.sweepRecipes.map((recipe) => ({
        ...recipe,
        texts: toTexts(catalogue, recipe.settings as RecipeSettings),
      })),
    [catalogue],
  )
  const chosen = filled.find((recipe) => isSame(recipe.texts, texts))
  return (
    <div className="field">
      <label htmlFor={id}>Recipe</label>
      <select
        id={id}
        value={chosen?.name ?? ''}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          const recipe = filled.find(({ name }) => name === target.value)
          if (recipe) onChange(recipe.texts)
        }}
      >
        {!chosen && <option value="">Your own</option>}
        {filled.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
      <p className="quiet" id={`${id}-hint`}>
        {chosen?.summary ?? 'A recipe fills in all fields.'}
      </p>
    </div>
  )
}

function isSame(a: Texts, b: Texts): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...names].every((name) => a[name] === b[name])
}
