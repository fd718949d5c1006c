import { openLab } from '@mitoscope/lab'
import { startWorker } from '@mitoscope/lab/worker'
import { startServer } from '@mitoscope/server'
const lab = await openLab({ folder: '/tmp/zz-lab' })
const server = await startServer(lab, { port: 4977 } as never)
const worker = await startWorker(lab, { dataFolder: '/tmp/zz-data' })
process.on('SIGTERM', async () => { await worker.stop(); await server.close(); await lab.close(); process.exit(0) })
