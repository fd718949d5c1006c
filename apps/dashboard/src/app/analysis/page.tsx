import type { Metadata } from 'next'
import { AnalysisPage } from '../../analysis/analysis-page.tsx'

export const metadata: Metadata = { title: 'Analysis' }

export default function Page() {
  return <AnalysisPage />
}
