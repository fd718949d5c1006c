import { roles } from '@mitoscope/lab'
import { buildSchema } from '@mitoscope/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MutationCase, QueryCase } from './authorization/case.ts'
import { mutations } from './authorization/mutations.ts'
import { queries } from './authorization/queries.ts'
import {
  callers,
  effectiveRole,
  openWorld,
  type Answer,
  type Caller,
  type World,
} from './authorization/world.ts'

let world: World
beforeAll(async () => void (world = await openWorld()))
afterAll(() => world?.close())

const schema = await buildSchema()
const unknown: readonly Caller[] = ['nobody', 'expiredToken', 'revokedToken']

/** What a refused caller is told, or undefined for those who are answered. */
const codesOf = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions.code)

test('every field of the schema is in the matrix', () => {
  const fields = (type: ReturnType<typeof schema.getQueryType>) => Object.keys(type?.getFields() ?? {}).sort()
  expect(Object.keys(queries).sort()).toEqual(fields(schema.getQueryType()))
  expect(Object.keys(mutations).sort()).toEqual(fields(schema.getMutationType()))
})

describe.each(Object.entries(queries))('query %s', (_, entry: QueryCase) => {
  const told = entry.to ?? (Object.keys(effectiveRole) as Caller[])

  test.each(callers)('%s', async (caller) => {
    const answer = await world.ask(caller, entry.query, await entry.variables?.(world))
    if (unknown.includes(caller)) return expectUnknown(answer)
    expect(answer.errors).toBeUndefined()
    expect(entry.shows(answer.data!, world)).toBe(told.includes(caller))
  })
})

describe.each(Object.entries(mutations))('mutation %s', (name, entry: MutationCase) => {
  test.each(callers)('%s', async (caller) => {
    const input = await entry.input(world, caller)
    const before = await countAudits(name)
    const answer = await world.ask(caller, entry.query, { input })
    if (unknown.includes(caller)) expectUnknown(answer)
    else expect(codesOf(answer)).toEqual(mayCall(entry, caller) ? [] : [refusal(entry, caller)])
    // Who did what is written down; what was refused is not done.
    const done = answer.errors === undefined
    expect((await countAudits(name)) - before).toBe(done ? 1 : 0)
  })
})

function expectUnknown(answer: Answer): void {
  expect(answer.status).toBe(401)
  expect(codesOf(answer)).toEqual(['UNAUTHENTICATED'])
  expect(answer.data ?? null).toBeNull()
}

function mayCall({ needs, by }: MutationCase, caller: Caller): boolean {
  if (by) return by.includes(caller)
  if (needs === 'account') return !unknown.includes(caller)
  if (needs === 'siteAdmin') return caller === 'siteAdmin'
  const role = effectiveRole[caller]
  return role !== undefined && roles.indexOf(role) >= roles.indexOf(needs)
}

function refusal({ needs, strangers }: MutationCase, caller: Caller): 'NOT_FOUND' | 'FORBIDDEN' {
  if (needs === 'siteAdmin') return 'FORBIDDEN'
  if (needs === 'account') return caller.startsWith('admin') ? 'FORBIDDEN' : (strangers ?? 'FORBIDDEN')
  return effectiveRole[caller] === undefined ? (strangers ?? 'NOT_FOUND') : 'FORBIDDEN'
}

async function countAudits(action: string): Promise<number> {
  const { count } = await world.lab.db
    .selectFrom('auditEvent')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('action', '=', action)
    .executeTakeFirstOrThrow()
  return Number(count)
}
