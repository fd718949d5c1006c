import { buildSchema } from '@mitoscope/server'
import { isNonNullType } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listBadValues } from './arguments/bad-values.ts'
import { listFields, type ReachedField } from './arguments/list-fields.ts'
import { sample, type Ids } from './arguments/sample.ts'
import { openFilledServer, type FilledServer } from './filled-server.ts'

const schema = await buildSchema()
let server: FilledServer
let ids: Ids
let fields: ReachedField[]
beforeAll(async () => {
  server = await openFilledServer()
  const { project, model, run, representation, analysis, job, sweep } = server.ids
  ids = { project, model, run, representation, analysis, job, sweep }
  fields = listFields(schema, ids)
})
afterAll(() => server?.close())

interface Told {
  readonly message: string
  readonly extensions: { readonly code: string; readonly retryable: boolean }
}

async function ask(document: string): Promise<readonly Told[]> {
  const { errors = [] } = await server.ask(document)
  return errors as unknown as Told[]
}

test.each(['query', 'mutation'] as const)(
  'whatever stands in an argument of a %s, the answer is no internal error, and what is wrong is told so',
  async (root) => {
    const internal: string[] = []
    const untold: string[] = []
    const tried = new Set<string>()
    const told = new Set<string>()
    for (const { name, field, write } of fields.filter((each) => each.root === root)) {
      for (const arg of field.args) {
        // Lists of the same things share their filters, orders and pages.
        const shared = `${arg.name}: ${arg.type}`
        if (!isNonNullType(arg.type) && tried.size === tried.add(shared).size) continue
        const others = field.args
          .filter((other) => other !== arg && isNonNullType(other.type))
          .map((other) => `${other.name}: ${sample(other.type, other.name, field.name, ids)}`)
        for (const { path, place, written, wrong } of listBadValues(arg.type, arg.name, field.name, ids)) {
          // Refused by the type of the place, wherever that is met: once for each argument and field of an input.
          if (wrong && place !== undefined && told.size === told.add(place).size) continue
          const errors = await ask(write(`(${[...others, `${arg.name}: ${written}`].join(', ')})`))
          const what = `${name}(${path}: ${written.slice(0, 200)}): ${errors[0]?.message ?? 'answered'}`
          if (errors.some(({ extensions: { code } }) => code === 'INTERNAL_SERVER_ERROR')) internal.push(what)
          if (wrong && errors.length === 0) untold.push(what)
          for (const { extensions } of errors)
            if (typeof extensions.retryable !== 'boolean') untold.push(what)
        }
      }
    }
    expect(internal).toEqual([])
    expect(untold).toEqual([])
  },
  300_000,
)
