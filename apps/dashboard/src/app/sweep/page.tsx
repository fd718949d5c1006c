import type { Metadata } from 'next'
import { SweepPage } from '../../sweep/sweep-page.tsx'

export const metadata: Metadata = { title: 'Sweep' }

export default function Page() {
  return <SweepPage />
}
