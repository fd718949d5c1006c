import { expect, test } from 'vitest'
import { chooseProject, rejectProject } from './project-field.tsx'

const admin = { siteAdmin: true, scope: 'ADMIN' as const }
const member = { siteAdmin: false, scope: 'ADMIN' as const }
const project = (viewerRole: 'VIEWER' | 'EDITOR' | 'ADMIN' | null) => ({
  id: 'p',
  name: 'digits',
  viewerRole,
})

test.each([
  ['who may make projects is led to the form', undefined, admin, 'Create a project first'],
  ['who may not is told whom to ask', undefined, member, 'Ask an administrator'],
  [
    'an administrator who only reads cannot make one',
    undefined,
    { ...admin, scope: 'READ' as const },
    'Ask an administrator',
  ],
  ['a viewer is told who can change it', project('VIEWER'), member, 'an admin of the project'],
  ['an administrator who is a viewer can make another', project('VIEWER'), admin, 'Create a project first'],
  [
    'who is signed in to read is told that',
    project('VIEWER'),
    { ...member, scope: 'READ' as const },
    'reading only',
  ],
])('%s', (_, own, viewer, said) => {
  expect(rejectProject(own, viewer)).toContain(said)
})

test.each(['EDITOR', 'ADMIN'] as const)('%s may start', (role) => {
  expect(rejectProject(project(role), member)).toBeUndefined()
  expect(chooseProject([project('VIEWER'), { ...project(role), id: 'q' }], null)?.id).toBe('q')
})
