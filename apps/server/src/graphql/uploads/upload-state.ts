import { registerEnumType } from 'type-graphql'

/** States of an upload by their names in the schema. */
export const UploadState = {
  RECEIVING: 'receiving',
  FINISHED: 'finished',
  FAILED: 'failed',
  EXPIRED: 'expired',
} as const

registerEnumType(UploadState, {
  name: 'UploadState',
  description: 'State of an upload.',
  valuesConfig: {
    RECEIVING: { description: 'The server expects bytes or checks them.' },
    FINISHED: { description: 'The representation is stored.' },
    FAILED: { description: 'The received file is invalid; the failure of the upload gives the reason.' },
    EXPIRED: { description: 'The upload was cancelled or not completed in time.' },
  },
})
