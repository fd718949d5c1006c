import { findActorOfUrl, LabError, localActor, rightsEnded, type Actor, type Lab } from '@mitoscope/lab'
import type { Request } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'

/** Actor of a request for a file, and how the actor was authenticated. */
export interface Admitted {
  readonly actor: Actor
  /** True if the request came by a signed URL, not with a session or token. */
  readonly signed: boolean
}

/**
 * Finds the actor of a request for a file. The holder of a signed URL may do what the URL is for with that
 * one file without signing in, as long as the user who requested the URL may; other callers must sign in and
 * have the role. Throws UNAUTHENTICATED, or FORBIDDEN for an invalid or expired signature.
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
  throw new LabError(
    'UNAUTHENTICATED',
    'The request is not authenticated. Send an API token, or use a signed URL.',
  )
}

/**
 * Finds a requested object for the actor; undefined if the actor may not read it. Throws FORBIDDEN if it
 * exists and the rights of the signed URL's creator have ended, because the holder already knows that it
 * exists.
 */
export async function findAdmitted<T>(
  { actor, signed }: Admitted,
  find: (actor: Actor) => Promise<T | undefined>,
): Promise<T | undefined> {
  const found = await find(actor)
  if (found === undefined && signed && (await find(localActor)) !== undefined) throw rightsEnded()
  return found
}
