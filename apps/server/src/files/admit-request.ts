import { LabError, localActor, verifySignature, type Actor, type Lab } from '@mitoscope/lab'
import type { Request } from 'express'
import type { Authenticate } from '../auth/authenticate.ts'

/**
 * Who asks for a file: whoever holds a signed URL may do with that one file what the URL is for, without signing in;
 * others sign in and need the role. Throws UNAUTHENTICATED, or FORBIDDEN for a signature that no longer or never held.
 */
export async function admitRequest(lab: Lab, authenticate: Authenticate, request: Request): Promise<Actor> {
  if (typeof request.query.signature === 'string') {
    const signature = await verifySignature(lab, request.originalUrl)
    if (signature === 'valid') return localActor
    throw new LabError(
      'FORBIDDEN',
      signature === 'expired'
        ? 'This URL has expired. Ask for it again: each one is good for a short time only.'
        : 'The signature of this URL does not fit it. Use it as it was given, or ask for it again.',
    )
  }
  const actor = await authenticate(request)
  if (actor) return actor
  throw new LabError('UNAUTHENTICATED', 'Nobody is signed in. Send an API token, or use a signed URL.')
}
