import type { Option, Value } from './option.ts'
import { parseOption, writeValue } from './parse-option.ts'

/** Texts of the fields, by name; a field that is not here has its default. */
export type Texts = Readonly<Record<string, string>>

export interface Form {
  readonly values: Readonly<Record<string, Value>>
  /** Problems by the name of the field. */
  readonly problems: Readonly<Record<string, string>>
}

/** Reads every field of a form. */
export function parseForm(options: readonly Option[], texts: Texts): Form {
  const values: Record<string, Value> = {}
  const problems: Record<string, string> = {}
  for (const option of options) {
    const parsed = parseOption(option, textOf(option, texts))
    if (parsed.problem !== undefined) problems[option.name] = parsed.problem
    else if (parsed.value !== undefined) values[option.name] = parsed.value
  }
  return { values, problems }
}

/** Returns the text that the field of an option shows. */
export function textOf(option: Option, texts: Texts): string {
  return texts[option.name] ?? writeValue(option.default)
}

/** The texts with another one; what stands as its default is not kept, so that addresses stay short. */
export function changeText(texts: Texts, option: Option, text: string): Texts {
  const { [option.name]: _, ...others } = texts
  return text === writeValue(option.default) ? others : { ...others, [option.name]: text }
}

/** Describes why a form cannot be sent; undefined if it can. */
export function describeProblems(options: readonly Option[], problems: Form['problems']): string | undefined {
  const wrong = options.filter(({ name }) => problems[name] !== undefined).map(({ title }) => title)
  if (wrong.length === 0) return undefined
  return `Correct first: ${wrong.join(', ')}.`
}
