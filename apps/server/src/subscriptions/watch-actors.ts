import type { IncomingMessage } from 'node:http'
import type { Actor, Events } from '@mitoscope/lab'
import type { WebSocket } from 'ws'
import { authenticateSocket, type Authenticate } from '../auth/authenticate.ts'

export interface Watch {
  readonly actor: Actor
}

const checkIntervalMs = 30_000
/** Close code "service restart": clients reconnect, and are authenticated again. */
const rightsChanged = 1012

/**
 * Tracks the actor behind each socket, and closes the socket when the actor changes: a token expires, a
 * member leaves a project. Requests are authenticated one by one, while a socket would keep its rights as
 * long as it stays open. Changes made by the lab (a sign-out, a revoked token, a role) close the socket at
 * once, before later events; changes by time, within half a minute.
 */
export function watchActors(authenticate: Authenticate, events: Events) {
  const checks = new Map<WebSocket, () => Promise<void>>()
  const users = new Map<WebSocket, string | null>()
  let changes = 0
  const checkAll = () => {
    for (const check of checks.values()) void check().catch(() => {})
  }
  const timer = setInterval(checkAll, checkIntervalMs)
  timer.unref()
  const stop = events.subscribe(({ kind, id }) => {
    if (kind !== 'access') return
    changes++
    for (const [socket, userId] of users) if (userId === id) close(socket)
  }, checkAll)
  return {
    /** Adds a socket; returns undefined if nobody is signed in. */
    async add(
      socket: WebSocket,
      request: IncomingMessage,
      parameters: Readonly<Record<string, unknown>> | undefined,
    ): Promise<Watch | undefined> {
      const changesBefore = changes
      const actor = await authenticateSocket(authenticate, request, parameters)
      if (!actor) return undefined
      const rights = describeRights(actor)
      checks.set(socket, async () => {
        const now = await authenticateSocket(authenticate, request, parameters)
        if (!now || describeRights(now) !== rights) close(socket)
      })
      users.set(socket, actor.userId)
      socket.once('close', () => checks.delete(socket) && users.delete(socket))
      // A change that was told while the answer was on its way may not be in it.
      if (changes !== changesBefore) void checks.get(socket)!().catch(() => {})
      return { actor }
    },
    close() {
      clearInterval(timer)
      stop()
    },
  }
}

function close(socket: WebSocket): void {
  socket.close(rightsChanged, 'Who you are has changed')
}

function describeRights({ userId, projects, siteAdmin, scope }: Actor): string {
  return JSON.stringify([userId, projects === 'all' ? projects : [...projects].sort(), siteAdmin, scope])
}
