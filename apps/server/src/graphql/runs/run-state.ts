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
  description: 'State of a training run.',
  valuesConfig: {
    QUEUED: { description: 'The run waits for a worker.' },
    RUNNING: { description: 'A worker trains the run.' },
    FINISHED: { description: 'The run ended without an error.' },
    FAILED: { description: 'The run ended with an error.' },
    CANCELLED: { description: 'A user cancelled the run.' },
    LOGGED: { description: 'A script logs the run and has not reported its end.' },
    CRASHED: {
      description:
        'The script of the run sent no heartbeat for longer than announced. Its next heartbeat makes the run LOGGED again.',
    },
  },
})
