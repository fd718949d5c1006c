import { roles } from '@mitoscope/lab'
import { buildSchema } from '@mitoscope/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mutations, queries, subscriptions } from './authorization/all-cases.ts'
import type { DownloadCase, MutationCase, QueryCase, SubscriptionCase } from './authorization/case.ts'
import { downloads } from './authorization/downloads.ts'
import { makeMember, makeSweep, signInAs } from './authorization/makers.ts'
import { openSocket } from './authorization/open-socket.ts'
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

/** Lists the error codes of an answer; the list is empty if the request was allowed. */
const codesOf = ({ errors = [] }: Answer) => errors.map(({ extensions }) => extensions.code)

test('every field of the schema is in the matrix', () => {
  const fields = (type: ReturnType<typeof schema.getQueryType>) => Object.keys(type?.getFields() ?? {}).sort()
  expect(Object.keys(queries).sort()).toEqual(fields(schema.getQueryType()))
  expect(Object.keys(mutations).sort()).toEqual(fields(schema.getMutationType()))
  expect(Object.keys(subscriptions).sort()).toEqual(fields(schema.getSubscriptionType()))
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
    const variables = await entry.variables(world)
    const action = entry.audit ?? name
    const before = await countAudits(action)
    const answer = await world.ask(caller, entry.query, variables)
    if (unknown.includes(caller)) expectUnknown(answer)
    else expect(codesOf(answer)).toEqual(mayCall(entry, caller) ? [] : [refusal(entry, caller)])
    // Actions that succeed are written to the audit trail; refused ones are not.
    const done = answer.errors === undefined
    expect((await countAudits(action)) - before).toBe(done ? 1 : 0)
  })
})

describe.each(Object.entries(subscriptions))('subscription %s', (_, entry: SubscriptionCase) => {
  test('nobody', async () => {
    for (const caller of unknown) {
      const socket = openSocket(world, caller)
      const payloads = socket.follow(entry.query, await entry.variables(world))
      expect(await socket.closed).toBe(4403)
      expect(payloads).toEqual([])
    }
  })

  test('members are told and strangers are not', async () => {
    const variables = await entry.variables(world)
    const sockets = callers
      .filter((caller) => !unknown.includes(caller))
      .map((caller) => {
        const socket = openSocket(world, caller)
        return { caller, socket, payloads: socket.follow(entry.query, variables) }
      })
    const told = (caller: Caller) => effectiveRole[caller] !== undefined
    await Promise.all(sockets.map(({ socket }) => socket.catchUp()))
    const before = sockets.map(({ payloads }) => payloads.length)
    await entry.trigger(world, variables)
    for (const [i, { caller, payloads }] of sockets.entries()) {
      if (told(caller))
        await expect.poll(() => payloads.length, { timeout: 20_000 }).toBeGreaterThan(before[i])
    }
    await Promise.all(sockets.map(({ socket }) => socket.catchUp()))
    for (const { caller, payloads, socket } of sockets) {
      // A second message, whatever it holds, would tell strangers that something exists and has changed.
      if (!told(caller)) expect([caller, payloads.length > 1]).toEqual([caller, false])
      const shown = payloads.filter(({ data }) => data && entry.shows(data))
      expect([caller, shown.length > 0]).toEqual([caller, told(caller)])
      await socket.close()
    }
  })
})

test('who leaves a project while they follow it is told nothing more', async () => {
  const member = await makeMember(world)
  const headers = { ...world.headers, viewer: await signInAs(world, member.email) }
  const socket = openSocket({ ...world, headers }, 'viewer')
  const { job } = await makeSweep(world)
  const payloads = socket.follow('subscription ($id: ID!) { jobUpdated(id: $id) { state } }', { id: job })
  await expect.poll(() => payloads, { timeout: 20_000 }).toHaveLength(1)
  await world.must('admin', mutations.removeMember.query, {
    input: { projectId: world.project, userId: member.id },
  })
  await world.must('admin', mutations.cancelJob.query, { id: job })
  expect(await socket.closed).toBe(1012)
  expect(payloads).toEqual([{ data: { jobUpdated: { state: 'QUEUED' } } }])
})

describe.each(Object.entries(downloads))('%s', (_, entry: DownloadCase) => {
  test.each(callers)('%s', async (caller) => {
    const { method = 'GET', path, body } = await entry.request(world)
    const response = await fetch(`${world.url}${path}`, { method, body, headers: world.headers[caller] })
    await response.arrayBuffer()
    const may = entry.to ? entry.to.includes(caller) : effectiveRole[caller] !== undefined
    if (may) return expect(response.status).toBe(entry.status ?? 200)
    if (unknown.includes(caller)) return expect(response.status).toBe(401)
    expect([403, 404]).toContain(response.status)
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
