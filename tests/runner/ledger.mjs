const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/** Counts what passed, failed and was left out, step by step, and prints the account. */
export function createLedger() {
  const steps = []
  const leftOut = []
  const passedTests = new Set()
  const skippedTests = new Set()
  const started = Date.now()

  return {
    /** Runs one step; `run` answers { passed, failed }. What it throws is a failure of the step. */
    async step(title, run) {
      console.log(`\n▸ ${title}`)
      const from = Date.now()
      const { passed, failed } = await run().catch((error) => {
        console.error(error)
        return { passed: 0, failed: 1 }
      })
      const ms = Date.now() - from
      steps.push({ title, passed, failed, ms })
      console.log(`  ${title}: ${passed} passed, ${failed} failed in ${seconds(ms)}`)
    },

    /** Notes what could not run and why; `owed` says that a strict run counts it as a failure. */
    leaveOut(what, why, owed = true) {
      leftOut.push({ what, why, owed })
    },

    /** Notes the tests of a run by name: one that only makes sense on some backends has to pass on one of them. */
    noteTests(passed, skipped) {
      for (const test of passed) passedTests.add(test)
      for (const test of skipped) skippedTests.add(test)
    },

    /**
     * Prints the account and answers whether all is well. `strict`: what was left out counts as failed;
     * `complete`: every backend had its turn, so that a test skipped in each of them was left out.
     */
    close({ strict, complete }) {
      for (const test of [...skippedTests].filter((name) => !passedTests.has(name))) {
        leftOut.push({ what: test, why: 'skipped by the test itself', owed: complete })
      }
      console.log('\nSteps')
      for (const { title, passed, failed, ms } of steps) {
        console.log(
          `  ${seconds(ms).padStart(8)}  ${failed === 0 ? 'ok    ' : 'FAILED'}  ${title} (${passed}/${passed + failed})`,
        )
      }
      console.log(`  ${seconds(Date.now() - started).padStart(8)}  in all`)
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
