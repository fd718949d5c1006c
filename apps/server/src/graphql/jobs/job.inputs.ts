import { createIdInput } from '../mutation-types.ts'

export const CancelJobInput = createIdInput('CancelJob', 'job')

export const RetryJobInput = createIdInput('RetryJob', 'job')
