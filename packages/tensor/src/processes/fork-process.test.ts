import { expect, test } from 'vitest'
import { z } from 'zod'
import { backendReport, type BackendReport, type ExamineRequest } from '../doctor/backend-report.ts'
import { forkProcess, ProcessEnded, request, type MessageSchema } from './fork-process.ts'

const source = new URL('../doctor/examine-backend.ts', import.meta.url)
const fork = <Received>(received: MessageSchema<Received>) =>
  forkProcess<ExamineRequest, Received>(source, received)
const wasm: ExamineRequest = { name: 'wasm', measure: false }
const readEnd = (answer: Promise<unknown>) =>
  answer.then(
    () => expect.unreachable('the process does not answer'),
    (error: unknown) => (error as ProcessEnded).end,
  )

test('a request is answered by a message of the given shape, and the process ends', async () => {
  const child = fork<BackendReport>(backendReport)
  expect(await request(child, wasm)).toMatchObject({ name: 'wasm', present: true })
  await child.exited
  expect(child.alive()).toBe(false)
  expect((await readEnd(request(child, wasm))).reason).toBe('ended with exit code 0')
})

test('a process that sends a message of another shape is ended, and the message told', async () => {
  const child = fork(z.object({ name: z.literal('other') }))
  expect((await readEnd(request(child, wasm))).reason).toMatch(/^sent an unexpected message, \{"name":"wasm"/)
  await child.exited
})

test('a process that gets a message of another shape ends, and its last words are kept', async () => {
  const child = fork<BackendReport>(backendReport)
  const { reason, stderr } = await readEnd(request(child, { name: 'none' } as unknown as ExamineRequest))
  expect(reason).toBe('ended with exit code 1')
  expect(stderr).toContain('measure')
})

test('a process that is killed is said to be', async () => {
  const child = fork<BackendReport>(backendReport)
  child.kill()
  expect((await readEnd(request(child, wasm))).reason).toContain('ended with signal SIGKILL')
})
