import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'

const rules = [
  'relay-connection-types-spec',
  'relay-connection-arguments-spec',
  'relay-page-info-spec',
  'types-have-descriptions',
  'fields-have-descriptions',
  'enum-values-have-descriptions',
  'arguments-have-descriptions',
  'input-object-values-have-descriptions',
  'defined-types-are-used',
]
const linter = createRequire(import.meta.url).resolve('graphql-schema-linter/lib/cli.js')

/** Runs graphql-schema-linter with Relay's rules and those about descriptions; returns its complaints. */
export function lintRelay(sdl: string): readonly string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [linter, '--rules', rules.join(), '--format', 'json', '--stdin'],
    { input: sdl, encoding: 'utf8' },
  )
  if (!stdout.trim()) throw new Error(`graphql-schema-linter said nothing: ${stderr}`)
  const { errors } = JSON.parse(stdout) as { errors: { rule: string; message: string }[] }
  return errors.map(({ rule, message }) => `${rule}: ${message}`)
}
