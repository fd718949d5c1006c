import { expect, test } from 'vitest'
import { keptAddress } from './kept-address.ts'

test('the choice that was measured is in the address', () => {
  const options = { size: 16, groups: [1, 2, 2], replaced: 2, by: 5, readout: 'RESCALED', draws: 20 }
  expect(keptAddress({ id: 'a=', options })).toBe(
    '/groups?id=a%3D&keep=1%2C2&replaced=2&by=5&readout=RESCALED',
  )
})

test('what is left out is left out', () => {
  const options = { groups: null, replaced: null, by: null, readout: 'ORIGINAL' }
  expect(keptAddress({ id: 'a', options })).toBe('/groups?id=a')
})
