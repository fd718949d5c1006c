import type { DivergedRun } from '@mitoscope/analysis'
import { titleSweep, type SweepConfig } from '@mitoscope/training'
import { sql } from 'kysely'
import { recordBlob } from '../../platform/blobs/blob-records.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { ReportSettings } from '../../platform/database/tables.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { JobKind } from '../../platform/lab/lab.ts'
import { findReportRuns, type ReportTaskRun } from '../../records/reports/find-report-runs.ts'
import { defaultSettings } from '../../records/reports/report-settings.ts'
import { saveReport } from '../../records/reports/site-reports.ts'
import type { SlimReport } from '@mitoscope/analysis'

/** Input of the compute process for a report. */
export interface ReportTask {
  readonly title: string
  /** Site of the representations. */
  readonly site: string
  readonly settings: ReportSettings
  readonly runs: readonly ReportTaskRun[]
  /** Runs at earlier epochs. */
  readonly epochs: readonly ReportTaskRun[]
  /** Diverged runs, which are named and counted, and otherwise left out. */
  readonly diverged: readonly DivergedRun[]
}

export interface ReportOutput {
  readonly report: SlimReport
}

/** Lifecycle of a sweep's report around its job. The previous report stays until the new one is finished. */
export const reportKind: JobKind = {
  async describe(lab, { subjectId }): Promise<ReportTask> {
    const sweep = await lab.db
      .selectFrom('sweep')
      .select(['name', 'config', 'reportSettings'])
      .where('id', '=', subjectId)
      .where('deletedAt', 'is', null)
      .executeTakeFirst()
    if (!sweep) throw notFound('sweep', subjectId)
    const settings = sweep.reportSettings ?? defaultSettings
    const { site, runs, epochs, diverged } = await findReportRuns(lab.db, subjectId, settings)
    if (runs.length === 0) {
      const reason =
        diverged.length > 0
          ? `All ${diverged.length} finished runs of the sweep ${subjectId} diverged: nothing can be averaged. Lower the learning rate.`
          : `No run of the sweep ${subjectId} is finished. Report when one is.`
      throw new LabError('CONFLICT', reason)
    }
    return { title: describeSweep(sweep.name, sweep.config), site, settings, runs, epochs, diverged }
  },
  started: (db, { subjectId }) => publishReport(db, subjectId),
  // As they come: a report that is interrupted takes them up again.
  async progress(db, lab, _job, { summaries = [] }) {
    for (const { question, representationId, hash, bytes } of summaries) {
      await recordBlob(db, lab, { hash, bytes })
      // Nothing is kept for a representation that was purged meanwhile.
      await sql`
        insert into run_summary (question, representation_id, blob_hash)
        select ${question}, id, ${hash} from representation where id = ${representationId} for key share
        on conflict (question) do nothing`.execute(db)
    }
  },
  async finish(db, _lab, { subjectId }, output) {
    const { report } = output as ReportOutput
    await saveReport(db, subjectId, report)
    await publishReport(db, subjectId)
  },
  end: (db, _lab, { subjectId }) => publishReport(db, subjectId),
}

async function publishReport(db: Queries, id: string): Promise<void> {
  const sweep = await db.selectFrom('sweep').select('projectId').where('id', '=', id).executeTakeFirst()
  if (sweep) await publish(db, { kind: 'sweep', id, projectId: sweep.projectId })
}

function describeSweep(name: string, config: SweepConfig): string {
  const { dataset, architecture, epochs } = config
  const known = [dataset, architecture, epochs].every((value) => value !== undefined)
  return known ? titleSweep(config) : name
}
