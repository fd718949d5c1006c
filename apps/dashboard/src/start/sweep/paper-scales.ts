import type { Catalogue, Value } from '../fields/option.ts'
import { writeValue, type Texts } from '../fields/parse-form.ts'
import { toTexts, type RecipeSettings } from '../run/settings-options.ts'

/** A figure of the paper at one of its scales, as the form is filled in with it. */
export interface PaperScale {
  /** "reconstruction/small": what the address keeps. */
  readonly key: string
  readonly label: string
  readonly shows: string
  readonly limits: string
  readonly texts: Texts
  readonly contrasts: readonly Texts[]
}

/** Every figure at every scale, those for two cores first. */
export function listScales(catalogue: Catalogue): PaperScale[] {
  const all = catalogue.paperFigures.flatMap((figure) => figure.scales.map((scale) => ({ figure, scale })))
  const names = [...new Set(all.map(({ scale }) => scale.name))]
  return names.flatMap((name) =>
    all
      .filter(({ scale }) => scale.name === name)
      .map(({ figure, scale }) => {
        const settings = scale.settings as RecipeSettings
        const rows = (settings.contrasts ?? []) as readonly Readonly<Record<string, Value>>[]
        return {
          key: `${figure.name}/${name}`,
          label: `${figure.title} (${name}: about ${scale.minutes} min on ${scale.machine})`,
          shows: figure.shows,
          limits: scale.limits,
          texts: toTexts(catalogue, settings),
          contrasts: rows.map((row) =>
            Object.fromEntries(Object.entries(row).map(([field, value]) => [field, writeValue(value)])),
          ),
        }
      }),
  )
}

export function findScale(scales: readonly PaperScale[], key: string): PaperScale | undefined {
  return scales.find((scale) => scale.key === key)
}

export function describeScale({ shows, limits }: PaperScale): string {
  return `${shows} ${limits}`
}
