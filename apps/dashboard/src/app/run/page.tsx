import type { Metadata } from 'next'
import { RunPage } from '../../run/run-page.tsx'

export const metadata: Metadata = { title: 'Run' }

export default function Page() {
  return <RunPage />
}
