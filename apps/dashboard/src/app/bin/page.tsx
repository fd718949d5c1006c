import type { Metadata } from 'next'
import { BinPage } from '../../bin/bin-page.tsx'

export const metadata: Metadata = { title: 'Bin' }

export default function Page() {
  return <BinPage />
}
