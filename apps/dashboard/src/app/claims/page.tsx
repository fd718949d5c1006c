import type { Metadata } from 'next'
import { ClaimsPage } from '../../claims/claims-page.tsx'

export const metadata: Metadata = { title: 'Claims' }

export default function Page() {
  return <ClaimsPage />
}
