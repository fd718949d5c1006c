const seconds = (s) => `${s.toFixed(1)} s`
const shown = 20

/** Counts what passed, failed and was left out, step by step, and prints the account. */
export function createLedger() {
  const steps = []
  const files = []
  const leftOut = []
  const passedTests = new Set()
  const skippedTests = new Set()
  const started = Date.now()

  return {
    /** Runs one step; `run` answers { passed, failed }. What it throws is a failure of the step. */
    async step(title, run) {
      const from = Date.now()
      const { passed, failed } = await run().catch((error) => {
        console.error(error)
        return { passed: 0, failed: 1 }
      })
      const took = (Date.now() - from) / 1000
      steps.push({ title, passed, failed, took })
      console.log(`▸ ${title}: ${passed} passed, ${failed} failed in ${seconds(took)}`)
    },

    /** Notes what could not run and why; `owed` says that a strict run counts it as a failure. */
    leaveOut(what, why, owed = true) {
      leftOut.push({ what, why, owed })
    },

    /**
     * Notes the reports of a run's test files (count-reporter.ts), a step for each part, and the run's exit status. A
     * test that only makes sense on some backends has to pass on one of them; with `all`, a test that skips itself has
     * failed.
     */
    noteFiles(titles, reports, status, { all = false } = {}) {
      files.push(...reports)
      let failures = 0
      for (const title of titles) {
        const own = reports.filter(({ suite }) => suite === title || suite.startsWith(`${title}, `))
        let [passed, failed, took] = [0, 0, 0]
        for (const report of own) {
          const nameOf = (test) => `${report.file}: ${test}`
          for (const test of report.passed) passedTests.add(nameOf(test))
          for (const test of report.skipped) skippedTests.add(nameOf(test))
          passed += report.passed.length
          // A file that does not load, or whose hooks fail, has no test to show it: it is one failure itself.
          failed += report.failed.length || (report.errors > 0 ? 1 : 0)
          if (all) failed += report.skipped.length
          took += report.seconds
        }
        // A part without a file is a mistake in what it is made of.
        if (own.length === 0) failed++
        failures += failed
        steps.push({ title, passed, failed, took })
      }
      // Errors outside of any file, and a runner that died, show in the exit status only.
      if (status !== 0 && failures === 0) steps.push({ title: `vitest (exit status ${status})`, passed: 0, failed: 1, took: 0 }) // prettier-ignore
    },

    /**
     * Prints the account and answers whether all is well. `strict`: what was left out counts as failed;
     * `complete`: every backend had its turn, so that a test skipped in each of them was left out.
     */
    close({ strict, complete }) {
      for (const test of [...skippedTests].filter((name) => !passedTests.has(name))) {
        leftOut.push({ what: test, why: 'skipped by the test itself', owed: complete })
      }
      if (files.length > 0) console.log('\nSlowest files')
      const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, shown)
      for (const { suite, file, seconds: took } of slowest)
        console.log(`  ${seconds(took).padStart(8)}  ${file} (${suite})`)
      console.log('\nSteps (of parts that ran beside each other the sum over their files)')
      for (const { title, passed, failed, took } of steps) {
        console.log(
          `  ${seconds(took).padStart(8)}  ${failed === 0 ? 'ok    ' : 'FAILED'}  ${title} (${passed}/${passed + failed})`,
        )
      }
      console.log(`  ${seconds((Date.now() - started) / 1000).padStart(8)}  in all`)
      if (leftOut.length > 0) console.log('\nLeft out')
      for (const { what, why } of leftOut) console.log(`  ${what}: ${why}`)
      const missing = strict ? leftOut.filter(({ owed }) => owed).length : 0
      if (missing > 0) console.log(`\nWith CI=true what is left out counts as failed: ${missing}.`)
      const passed = sum(steps.map((step) => step.passed))
      const failed = sum(steps.map((step) => step.failed)) + missing
      console.log(`\n${passed} passed, ${failed} failed`)
      return failed === 0
    },
  }
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0)
}
