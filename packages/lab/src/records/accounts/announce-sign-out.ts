import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Notifies all servers of the lab that a session of the user has ended, so that its sockets are closed. */
export async function announceSignOut(lab: Lab, userId: string): Promise<void> {
  await publish(lab.db, { kind: 'access', id: userId, projectId: '' })
}
