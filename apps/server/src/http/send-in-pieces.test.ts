import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendInPieces } from './send-in-pieces.ts'

const text = `"${'ü'.repeat(8_000_000)}"`
const sockets: Socket[] = []
let server: Server
let url: string
let given = 0
let ended = 0

beforeAll(async () => {
  const app = express()
  app.use(sendInPieces(40_000_000), (_, response) => {
    given++
    response.once('close', () => void (response.writableFinished || ended++))
    response.send(text)
  })
  server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  server.close()
})

test('a long answer arrives whole', async () => {
  const response = await fetch(url)
  expect([response.headers.get('content-length'), (await response.text()) === text]).toEqual([
    '16000002',
    true,
  ])
})

test('of answers that nobody takes only so much is held, and who reads is answered', async () => {
  given = 0
  for (let i = 0; i < 6; i++) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {})
    sockets.push(socket.pause())
    socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n')
  }
  await expect.poll(() => given).toBe(6)
  // Two fit.
  await expect.poll(() => ended).toBe(4)
  expect((await (await fetch(url)).text()) === text).toBe(true)
})
