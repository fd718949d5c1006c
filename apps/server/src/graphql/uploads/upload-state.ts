import { registerEnumType } from 'type-graphql'

/** Names of the SDL and the values of the record. */
export const UploadState = {
  RECEIVING: 'receiving',
  FINISHED: 'finished',
  FAILED: 'failed',
  EXPIRED: 'expired',
} as const

registerEnumType(UploadState, {
  name: 'UploadState',
  description: 'How far an upload is.',
  valuesConfig: {
    RECEIVING: { description: 'Its bytes are sent and checked.' },
    FINISHED: { description: 'Its representation is stored.' },
    FAILED: { description: 'What arrived was not in order; its failure says why.' },
    EXPIRED: { description: 'It was given up, or not completed in time.' },
  },
})
