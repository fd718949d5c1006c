import { useId, useMemo } from 'react'
import type { Catalogue } from '../fields/option.ts'
import type { Texts } from '../fields/parse-form.ts'
import { toTexts, type RecipeSettings } from './settings-options.ts'

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
