import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { metricOfFile, type MetricsInput } from '@mitoscope/formats'
import { rejectFile } from '../files/read-file.ts'
import { RemoteError } from '../remote/server-address.ts'

/** Opens a file of metrics. Rejects with RemoteError for a file that cannot be read. */
export async function openMetricsFile(file: string): Promise<MetricsInput> {
  try {
    const opened = await open(file)
    const isFolder = (await opened.stat()).isDirectory()
    if (!isFolder) {
      const bytes = createReadStream(file, { fd: opened })
      return { name: file, bytes, metric: metricOfFile(basename(file)) }
    }
    await opened.close()
  } catch (error) {
    rejectFile(error, file)
  }
  throw new RemoteError(`${file} is a folder. Name one of its files: JSON lines, a JSON array or CSV.`)
}
