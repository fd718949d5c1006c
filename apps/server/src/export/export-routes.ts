import { randomUUID } from 'node:crypto'
import { exportPoints, LabError, takeTurn, type ExportedPoints } from '@mitoscope/lab'
import { Router, type Response } from 'express'
import { toGlobalId } from '../graphql/global-id.ts'
import { maskedMessage } from '../graphql/errors.ts'
import { nameByGlobalIds } from '../graphql/name-by-global-ids.ts'
import type { Feature } from '../http/feature.ts'
import { logWithheld } from '../http/log-withheld.ts'
import { requestIdOf } from '../http/request-id.ts'
import { ReaderGone, writeInTurn } from '../http/write-in-turn.ts'
import { exportPath } from './export-path.ts'
import { parseExportRequest } from './parse-export-request.ts'

/**
 * Serves GET /export/metrics.ndjson?run=ID&run=ID…&project=ID&metric=NAME…: every metric point, one per line,
 * as {"run", "metric", "step", "value"}, with "time" in milliseconds since 1970 where it is known; null stands for a
 * value that is not finite. The last line is {"end": …} with counts, or {"error": …} if the export broke off.
 */
export const exportRoutes: Feature = (lab, authenticate) => {
  const router = Router()
  router.get(exportPath, async (request, response) => {
    const currentActor = async () => {
      const actor = await authenticate(request)
      if (actor) return actor
      throw new LabError(
        'UNAUTHENTICATED',
        'The request is not authenticated. Send an API token, or sign in.',
      )
    }
    await currentActor()
    const wanted = parseExportRequest(request.query)
    const parts = exportPoints(lab, currentActor, wanted)[Symbol.asyncIterator]()
    // What is wrong with the request is said by a status, before the first line.
    const first = await parts.next()
    response.type('application/x-ndjson').set('cache-control', 'no-store')
    if (request.method === 'HEAD') return void response.end()
    const missing = new Set(wanted.names)
    const counts = { points: 0, series: 0, runs: 0 }
    try {
      let last: ExportedPoints | undefined
      for (let part = first; !part.done; part = await parts.next()) {
        const { runId, name, steps } = part.value
        if (runId !== last?.runId) counts.runs++
        if (runId !== last?.runId || name !== last.name) counts.series++
        counts.points += steps.length
        missing.delete(name)
        last = part.value
        await writePoints(response, part.value)
      }
      const end = { ...counts, ...(missing.size > 0 && { missingMetrics: [...missing] }) }
      response.end(`${JSON.stringify({ end })}\n`)
    } catch (error) {
      if (error instanceof ReaderGone) return
      logWithheld(lab.log, error)
      const described = describe(error, (errorId) =>
        lab.log.error({ err: error, errorId, requestId: requestIdOf(request) }, 'An export broke off'),
      )
      response.end(`${JSON.stringify({ error: described })}\n`)
    } finally {
      await parts.return?.(undefined)
    }
  })
  return router
}

async function writePoints(response: Response, points: ExportedPoints): Promise<void> {
  await takeTurn()
  const head = `{"run":"${toGlobalId('TrainingRun', points.runId)}","metric":${JSON.stringify(points.name)},"step":`
  const { steps, values, times } = points
  let text = ''
  for (let i = 0; i < steps.length; i++) {
    const time = times?.[i] ?? null
    text += `${head}${steps[i]},"value":${values[i]}${time === null ? '' : `,"time":${time}`}}\n`
  }
  await writeInTurn(response, text)
}

function describe(error: unknown, report: (errorId: string) => void): { code: string; message: string } {
  if (error instanceof LabError) return { code: error.code, message: nameByGlobalIds(error.message) }
  const errorId = randomUUID()
  report(errorId)
  return { code: 'INTERNAL_SERVER_ERROR', message: maskedMessage(errorId) }
}
