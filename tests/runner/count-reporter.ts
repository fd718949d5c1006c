import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/** Outcome of a test file. */
export interface FileReport {
  /** The suite it ran in. */
  readonly suite: string
  /** Path in the repository. */
  readonly file: string
  readonly seconds: number
  readonly passed: readonly string[]
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
  /** Errors outside of its tests, as those of loading it. */
  readonly errors: number
}

/** Writes a report of each file, with its suite, where MITOSCOPE_TEST_REPORT says. */
export default class CountReporter implements Reporter {
  onTestRunEnd(files: readonly TestModule[]): void {
    writeFileSync(process.env.MITOSCOPE_TEST_REPORT!, JSON.stringify(files.map(toReport)))
  }
}

function toReport(file: TestModule): FileReport {
  const { prepareDuration, environmentSetupDuration, setupDuration, collectDuration, duration } =
    file.diagnostic()
  const ms = prepareDuration + environmentSetupDuration + setupDuration + collectDuration + duration
  const named = (state: string) =>
    [...file.children.allTests(state as 'passed')].map(({ fullName }) => fullName)
  return {
    suite: file.project.name,
    file: file.relativeModuleId,
    seconds: ms / 1000,
    passed: named('passed'),
    failed: named('failed'),
    skipped: [...named('skipped'), ...named('pending')],
    errors: file.errors().length,
  }
}
