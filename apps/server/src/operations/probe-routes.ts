import { checkReady, type Lab } from '@mitoscope/lab'
import { Router } from 'express'
import type { ServerState } from './server-state.ts'

/**
 * Serves /healthz (the process is alive) and /readyz (the lab can work, or the reasons why not) for process
 * supervisors.
 */
export function probeRoutes(lab: Lab, state: ServerState): Router {
  const router = Router()
  router.get('/healthz', (_, response) => void response.json({ alive: true }))
  let check: Promise<readonly string[]> | undefined
  router.get('/readyz', async (_, response) => {
    // However many ask, one check runs.
    check ??= checkReady(lab).finally(() => (check = undefined))
    const failing = await check
    const reasons = state.stopping ? ['The server is stopping.', ...failing] : failing
    const ready = reasons.length === 0
    response.status(ready ? 200 : 503).json(ready ? { ready } : { ready, reasons })
  })
  return router
}
