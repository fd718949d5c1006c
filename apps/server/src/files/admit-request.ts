import { findActorOfUrl, LabError, localActor, rightsEnded, type Actor, type Lab } from '@mitoscope/lab'
import type { Request } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'

/** For whom a request for a file acts. */
export interface Admitted {
  readonly actor: Actor
  /** True if the request came by a signed URL, rather than with a session or token of its own. */
  readonly signed: boolean
}

/**
 * Finds who asks for a file: whoever holds a signed URL may do with that one file what the URL is for, without signing
 * in, as long as who asked for the URL may; others sign in and need the role. Throws UNAUTHENTICATED, or FORBIDDEN for
 * a signature that no longer or never held.
 */
export async function admitRequest(
  lab: Lab,
  authenticate: Authenticate,
  request: Request,
): Promise<Admitted> {
  if (request.query.signature !== undefined) {
    const actor = await findActorOfUrl(lab, request.originalUrl)
    // A URL of before the lab had accounts is nobody's: it takes somebody who is let in today.
    if (actor.userId !== null) return { actor, signed: true }
  }
  const actor = await authenticate(request)
  if (actor) return { actor, signed: false }
  throw new LabError('UNAUTHENTICATED', 'Nobody is signed in. Send an API token, or use a signed URL.')
}

/**
 * Finds what was asked for, for the actor; undefined where there is none for them. Throws FORBIDDEN where it is there
 * and the rights of the signed URL's maker have ended: its holder knows already that there is such a thing.
 */
export async function findAdmitted<T>(
  { actor, signed }: Admitted,
  find: (actor: Actor) => Promise<T | undefined>,
): Promise<T | undefined> {
  const found = await find(actor)
  if (found === undefined && signed && (await find(localActor)) !== undefined) throw rightsEnded()
  return found
}
