import { sql } from 'kysely'
import { localActor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { defaultHeartbeatSeconds } from './create-run.ts'
import { recordRunChange } from './record-run-change.ts'
import type { TrainingRun } from './training-run.ts'

/** Seconds of silence that are always allowed, whatever was promised. */
const minSilenceSeconds = 60

/**
 * Marks logged runs as crashed whose silence is twice as long as promised, by the database's clock. Returns
 * their number. The next heartbeat of a run brings it back. A run that files were uploaded to, and nothing was logged to,
 * is no process that could have crashed, unless it made a promise of its own.
 */
export async function reapRuns(lab: Lab): Promise<number> {
  return lab.db.transaction().execute(async (db) => {
    const { rows } = await sql<TrainingRun>`
      update training_run set state = 'crashed', finished_at = heartbeat_at, updated_at = now(),
        failure = jsonb_build_object('code', 'CRASHED', 'message',
          'No sign of life since ' || to_char(heartbeat_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
            || '; promised every ' || heartbeat_seconds || ' s')
      where state = 'logged' and logged and deleted_at is null and heartbeat_seconds is not null
        and not (heartbeat_seconds = ${defaultHeartbeatSeconds}
          and exists (select from representation where run_id = training_run.id)
          and not exists (select from metric_series where run_id = training_run.id))
        and heartbeat_at < now() - make_interval(secs => greatest(2 * heartbeat_seconds, ${minSilenceSeconds}))
      returning *`.execute(db)
    await recordRunChange(db, { ...localActor, name: 'reaper' }, 'crashed', rows)
    return rows.length
  })
}
