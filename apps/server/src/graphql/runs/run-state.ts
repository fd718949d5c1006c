import { registerEnumType } from 'type-graphql'

/** States of a training run by their names in the schema. */
export const RunState = {
  QUEUED: 'queued',
  RUNNING: 'running',
  FINISHED: 'finished',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  LOGGED: 'logged',
  CRASHED: 'crashed',
} as const

registerEnumType(RunState, {
  name: 'RunState',
  description: 'How far a training run is.',
  valuesConfig: {
    QUEUED: { description: 'Waits for a worker.' },
    RUNNING: { description: 'Is being trained.' },
    FINISHED: { description: 'Is done.' },
    FAILED: { description: 'Ended with an error.' },
    CANCELLED: { description: 'Was stopped by somebody.' },
    LOGGED: { description: 'Is fed by a script, which has not yet said that it is finished.' },
    CRASHED: {
      description:
        'Was fed by a script that gave no sign of life for longer than it promised; the next one makes it LOGGED again.',
    },
  },
})
