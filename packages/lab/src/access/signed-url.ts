import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Lab } from '../lab.ts'
import { labSecret } from './lab-secret.ts'

/** The path with the time until which it may be used, and the lab's signature under both. */
export async function signUrl(lab: Lab, path: string, seconds: number): Promise<string> {
  const expires = Math.floor(Date.now() / 1000) + Math.ceil(seconds)
  return `${path}?expires=${expires}&signature=${await sign(lab, path, expires)}`
}

/** Whether a path and query came from signUrl of this lab, and whether they still may be used. */
export async function verifySignature(lab: Lab, url: string): Promise<'valid' | 'expired' | 'invalid'> {
  const { pathname, searchParams } = new URL(url, 'http://lab')
  const expires = Number(searchParams.get('expires'))
  const given = Buffer.from(searchParams.get('signature') ?? '', 'base64url')
  const own = Buffer.from(await sign(lab, pathname, expires), 'base64url')
  if (given.length !== own.length || !timingSafeEqual(given, own)) return 'invalid'
  return expires * 1000 > Date.now() ? 'valid' : 'expired'
}

const secrets = new WeakMap<Lab['db'], Promise<string>>()

async function sign(lab: Lab, path: string, expires: number): Promise<string> {
  let secret = secrets.get(lab.db)
  if (!secret) {
    secret = labSecret(lab.db, 'signed-url')
    secrets.set(lab.db, secret)
    // A database that was away is asked again.
    secret.catch(() => secrets.delete(lab.db))
  }
  return createHmac('sha256', await secret)
    .update(`${path}\n${expires}`)
    .digest('base64url')
}
