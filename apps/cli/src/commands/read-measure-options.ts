import { BadOption } from '@mitoscope/analysis'

/**
 * What "--option measure.name=value" says of each of the measures asked for: its options by name, as text. `list` is the
 * command that lists the options. Throws BadOption.
 */
export function readMeasureOptions(
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
