import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { Lab, Role } from '@mitoscope/lab'
import { openTestLab } from '@mitoscope/lab/testing'
import { startServer, type RunningServer } from '@mitoscope/server'

/** Callers who try every field. */
export const callers = [
  'nobody',
  'expiredToken',
  'revokedToken',
  'stranger',
  'viewer',
  'editor',
  'admin',
  'adminReading',
  'adminWriting',
  'siteAdmin',
] as const
export type Caller = (typeof callers)[number]

/** Callers with an account and valid credentials. */
export const signedIn: readonly Caller[] = callers.filter(
  (caller) => !['nobody', 'expiredToken', 'revokedToken'].includes(caller),
)

/** The role that a caller can use in the project; undefined for strangers. */
export const effectiveRole: Readonly<Partial<Record<Caller, Role>>> = {
  viewer: 'viewer',
  editor: 'editor',
  admin: 'admin',
  adminReading: 'viewer',
  adminWriting: 'editor',
}

export const password = 'correct horse battery'

export interface Answer {
  readonly status: number
  readonly data?: Record<string, any> | null
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[]
}

/** A lab in team mode with one project that the callers have to do with, and one that they have not. */
export interface World {
  readonly lab: Lab
  readonly url: string
  readonly headers: Readonly<Record<Caller, Record<string, string>>>
  /** Global ids of users by caller. */
  readonly users: Readonly<Record<'stranger' | 'viewer' | 'editor' | 'admin' | 'siteAdmin', string>>
  /** Global ids. */
  readonly project: string
  readonly otherProject: string
  ask(caller: Caller, query: string, variables?: object): Promise<Answer>
  /** Asks as `ask` does, by a caller who is allowed to, and returns the data. Throws if there are errors. */
  must(caller: Caller, query: string, variables?: object): Promise<Record<string, any>>
  close(): Promise<void>
}

export async function openWorld(): Promise<World> {
  const lines: string[] = []
  const opened = await openTestLab()
  const log = Object.assign(Object.create(opened.log) as Lab['log'], {
    warn: (...line: unknown[]) => void lines.push(line.join(' ')),
  })
  const lab = { ...opened, log }
  const url = `http://127.0.0.1:${await freePort()}`
  const server = await startServer(lab, { port: Number(new URL(url).port), team: { url } })
  try {
    return await populate(lab, server, url, lines.join('\n'))
  } catch (error) {
    await server.close()
    await lab.close()
    throw error
  }
}

async function populate(lab: Lab, server: RunningServer, url: string, log: string): Promise<World> {
  const headers = { nobody: {} } as Record<Caller, Record<string, string>>
  const ask = (caller: Caller, query: string, variables: object = {}) =>
    askAs(url, headers[caller], query, variables)
  const must = async (caller: Caller, query: string, variables: object = {}) => {
    const { data, errors } = await ask(caller, query, variables)
    if (errors || !data) throw new Error(`${caller}: ${JSON.stringify(errors)} of ${query}`)
    return data
  }
  const mint = async (cookie: string, scope: string) => {
    const { data } = await askAs(url, { cookie }, createToken, { input: { name: scope, scope } })
    return data!.createApiToken as { token: string; apiToken: { id: string } }
  }
  const bearer = ({ token }: { token: string }) => ({ authorization: `Bearer ${token}` })

  const first = await accept(url, /http\S+welcome\?token=\S+/.exec(log)![0], 'siteAdmin')
  headers.siteAdmin = { cookie: first }
  const make = async (name: string) => {
    const made = await must('siteAdmin', createProject, { input: { name } })
    return made.createProject.project.id as string
  }
  const project = await make('shared')
  const otherProject = await make('other')
  const people = { stranger: otherProject, viewer: project, editor: project, admin: project } as const
  const cookies: Record<string, string> = {}
  for (const [name, home] of Object.entries(people)) {
    const role = name === 'stranger' ? 'ADMIN' : name.toUpperCase()
    const invited = await must('siteAdmin', invite, {
      input: { email: `${name}@example.org`, projects: [{ projectId: home, role }] },
    })
    cookies[name] = await accept(url, invited.inviteUser.link as string, name)
    headers[name as Caller] = { cookie: cookies[name] }
  }
  // The site's administrator made both projects, and is to be a stranger in them.
  const { users } = await must('siteAdmin', '{ users { nodes { id name } } }')
  const ids = Object.fromEntries(users.nodes.map(({ id, name }: { id: string; name: string }) => [name, id]))
  for (const projectId of [project, otherProject]) {
    await must('siteAdmin', remove, { input: { projectId, userId: ids.siteAdmin } })
  }
  headers.adminReading = bearer(await mint(cookies.admin, 'READ'))
  headers.adminWriting = bearer(await mint(cookies.admin, 'WRITE'))
  const [expired, revoked] = [await mint(cookies.admin, 'ADMIN'), await mint(cookies.admin, 'ADMIN')]
  headers.expiredToken = bearer(expired)
  headers.revokedToken = bearer(revoked)
  await lab.db
    .updateTable('apiToken')
    .set({ expiresAt: new Date(Date.now() - 1000) })
    .where('id', '=', recordId(expired.apiToken.id))
    .execute()
  await must('admin', revoke, { input: { id: revoked.apiToken.id } })
  return {
    lab,
    url,
    headers,
    users: ids as World['users'],
    project,
    otherProject,
    ask,
    must,
    async close() {
      await server.close()
      await lab.close()
    },
  }
}

const createToken =
  'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { token apiToken { id } } }'
const createProject =
  'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }'
const invite = 'mutation ($input: InviteUserInput!) { inviteUser(input: $input) { link } }'
const remove = 'mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { userId } }'
const revoke = 'mutation ($input: RevokeApiTokenInput!) { revokeApiToken(input: $input) { id } }'

/** The record's id in a global one. */
export function recordId(globalId: string): string {
  return Buffer.from(globalId, 'base64url').toString('utf8').split(':')[1]
}

async function askAs(
  url: string,
  headers: Record<string, string>,
  query: string,
  variables: object,
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  })
  return { status: response.status, ...((await response.json()) as object) }
}

/** Makes the account of a one-time link. Returns the cookie of its session. */
export async function accept(url: string, link: string, name: string): Promise<string> {
  const fields = {
    token: new URL(link).searchParams.get('token')!,
    name,
    email: `${name}@example.org`,
    password,
  }
  const response = await fetch(`${url}/welcome`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url },
    body: new URLSearchParams(fields),
  })
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0])
  if (cookies.length === 0) throw new Error(`${name} got no session: ${response.status}`)
  return cookies.join('; ')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
