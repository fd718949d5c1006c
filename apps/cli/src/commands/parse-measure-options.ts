import { BadOption } from '@mitoscope/analysis'

/**
 * Parses options "measure.name=value" and returns a function from a measure's id to its options by name, as text.
 * `list` is the command that lists the options. Throws BadOption for another form, or for a measure that is not in
 * `ids`.
 */
export function parseMeasureOptions(
  texts: readonly string[],
  ids: readonly string[],
  list: string,
): (id: string) => Record<string, string> {
  const given = texts.map((text) => {
    const [, measure, name, value] = /^([\w-]+)\.(\w+)=(.*)$/.exec(text) ?? []
    if (!measure)
      throw new BadOption('--option', text, 'is not of the form measure.name=value', `See ${list}.`)
    return { measure, name, value }
  })
  const stray = given.find(({ measure }) => !ids.includes(measure))
  if (stray)
    throw new BadOption(
      '--option',
      stray.measure,
      'is not among the measures asked for',
      `Those are ${ids.join(', ')}.`,
    )
  return (id) =>
    Object.fromEntries(given.filter(({ measure }) => measure === id).map(({ name, value }) => [name, value]))
}
