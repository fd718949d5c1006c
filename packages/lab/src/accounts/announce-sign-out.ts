import { publish } from '../events/events.ts'
import type { Lab } from '../lab.ts'

/** Tells all servers of the lab that a session of the user's has ended, so that what goes on through it ends too. */
export async function announceSignOut(lab: Lab, userId: string): Promise<void> {
  await publish(lab.db, { kind: 'access', id: userId, projectId: '' })
}
