import type { Metadata } from 'next'
import { GroupsPage } from '../../groups/groups-page.tsx'

export const metadata: Metadata = { title: 'Groups' }

export default function Page() {
  return <GroupsPage />
}
