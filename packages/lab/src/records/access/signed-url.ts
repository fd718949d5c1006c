import { createHmac, timingSafeEqual } from 'node:crypto'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { localActor, type Actor } from './actor.ts'
import { findActorOfSession, findActorOfTokenId, findActorOfUser } from './find-actor.ts'
import { labSecret } from './lab-secret.ts'

/** Kinds of credentials behind a signed URL, as the URL names them. */
const holders = ['local', 'user', 'token', 'session'] as const
type Holder = (typeof holders)[number]

/**
 * Returns the path with its expiry time, the credential of its creator, and the lab's signature over both.
 * The holder of the URL acts for the actor, until the actor's session, token or account ends.
 */
export async function signUrl(lab: Lab, actor: Actor, path: string, seconds: number): Promise<string> {
  const expires = Math.floor(Date.now() / 1000) + Math.ceil(seconds)
  const query = new URLSearchParams({ expires: String(expires), by: nameHolder(actor) })
  query.set('signature', await sign(lab, path, query))
  return `${path}?${query}`
}

/**
 * Returns the actor for whom a URL of signUrl acts, with the current roles, limited by the scope of the token
 * that created it. Throws FORBIDDEN for an invalid signature, after the expiry time, and after the session,
 * token or account has ended.
 */
export async function findActorOfUrl(lab: Lab, url: string): Promise<Actor> {
  // The path as it was sent: what a parser makes of "\\" and ".." is not what routes the request.
  const [pathname] = url.split('?', 1)
  const searchParams = new URLSearchParams(url.slice(pathname.length + 1))
  const given = Buffer.from(searchParams.get('signature') ?? '', 'base64url')
  const own = Buffer.from(await sign(lab, pathname, searchParams), 'base64url')
  if (given.length !== own.length || !timingSafeEqual(given, own)) {
    throw forbidden('The signature of this URL does not fit it. Use it as it was given, or ask for it again.')
  }
  if (!(Number(searchParams.get('expires')) * 1000 > Date.now())) {
    throw forbidden('This URL has expired. Ask for it again: each one is good for a short time only.')
  }
  const actor = await findHolder(lab, searchParams.get('by') ?? '')
  if (actor) return actor
  throw rightsEnded()
}

/** Returns the error for the holder of a URL whose creator has lost the rights it needs. */
export function rightsEnded(): LabError {
  return forbidden(
    'The rights of whoever asked for this URL have ended: they signed out, or their token, account or membership ended. Sign in and ask for it again.',
  )
}

function forbidden(message: string): LabError {
  return new LabError('FORBIDDEN', message)
}

function nameHolder({ userId, tokenId, sessionId }: Actor): string {
  if (tokenId !== null) return `token:${tokenId}`
  if (sessionId !== null) return `session:${sessionId}`
  return userId === null ? 'local' : `user:${userId}`
}

async function findHolder(lab: Lab, name: string): Promise<Actor | undefined> {
  const [kind, id] = name.split(/:(.*)/s) as [Holder, string]
  switch (kind) {
    case 'token':
      return findActorOfTokenId(lab, id)
    case 'session':
      return findActorOfSession(lab, id)
    case 'user':
      return findActorOfUser(lab, id)
    case 'local':
      return localActor
  }
}

const secrets = new WeakMap<Lab['db'], Promise<string>>()

async function sign(lab: Lab, path: string, query: URLSearchParams): Promise<string> {
  let secret = secrets.get(lab.db)
  if (!secret) {
    secret = labSecret(lab.db, 'signed-url')
    secrets.set(lab.db, secret)
    // A database that was away is asked again.
    secret.catch(() => secrets.delete(lab.db))
  }
  return createHmac('sha256', await secret)
    .update(`${path}\n${query.get('expires')}\n${query.get('by')}`)
    .digest('base64url')
}
