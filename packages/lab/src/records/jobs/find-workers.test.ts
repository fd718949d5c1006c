import { expect, test } from 'vitest'
import { openTestLab } from '../../testing/open-test-lab.ts'
import { registerWorker } from '../../work/worker/register-worker.ts'
import { listWorkers } from './find-workers.ts'

test('workers are paged through by machine, and who has not shown itself is left out', async () => {
  const lab = await openTestLab()
  try {
    for (const device of ['gpu:1', 'cpu:0', 'gpu:0', 'gpu:0']) await registerWorker(lab, device)
    const { workerId } = await registerWorker(lab, 'gone')
    const seenAt = new Date(Date.now() - 120_000)
    await lab.db.updateTable('worker').set({ seenAt }).where('id', '=', workerId).execute()
    const seen: string[] = []
    let after: string | undefined
    for (let more = true; more;) {
      const page = await listWorkers(lab, { first: 1, after })
      seen.push(...page.nodes.map(({ device }) => device))
      expect(await page.totalCount()).toBe(4)
      ;[after] = page.cursors
      more = page.hasNextPage
    }
    expect(seen).toEqual(['cpu:0', 'gpu:0', 'gpu:0', 'gpu:1'])
  } finally {
    await lab.close()
  }
})
