import { readFileSync } from 'node:fs'

/** /proc counts in hundredths of a second on every Linux. */
const ticksPerSecond = 100

/** Seconds that the machine's processors have worked since it started, idle and waiting for disks left out. */
export function readMachineSeconds(): number {
  return parseMachine(readFileSync('/proc/stat', 'utf8'))
}

/**
 * CPU seconds of this process and of all processes below it that have ended and been waited for: a difference is the
 * time of what ran in between, with its threads and children.
 */
export function readOwnSeconds(): number {
  return parseOwn(readFileSync('/proc/self/stat', 'utf8'))
}

/** Parses /proc/stat. Throws an Error if it has no line for all processors. */
export function parseMachine(text: string): number {
  const fields = /^cpu +([\d ]+)$/m.exec(text)?.[1].split(' ').map(Number)
  if (fields === undefined || fields.length < 8)
    throw new Error('/proc/stat has no line "cpu" with eight times')
  // What guests take is part of user and nice; what other machines took of these processors is stolen from ours.
  const [user, nice, system, , , irq, softirq, steal] = fields
  return (user + nice + system + irq + softirq + steal) / ticksPerSecond
}

/** Parses /proc/PID/stat. The command's name stands in parentheses and may hold anything: fields count from the last one. */
export function parseOwn(text: string): number {
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const times = fields.slice(11, 15).map(Number)
  if (times.length < 4 || times.some(Number.isNaN))
    throw new Error(`/proc/self/stat has no four times: ${text}`)
  return times.reduce((sum, ticks) => sum + ticks, 0) / ticksPerSecond
}
