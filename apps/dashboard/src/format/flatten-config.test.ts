import { expect, test } from 'vitest'
import { flattenConfig } from './flatten-config.ts'

test('values stand by their paths, whatever the paths are called', () => {
  const config = {
    width: 8,
    optimizer: { lr: 0.1, config: { name: 'sgd' } },
    widths: [1, 2],
    none: null,
    empty: {},
  }
  expect(flattenConfig(config)).toEqual([
    ['width', 8],
    ['optimizer.lr', 0.1],
    ['optimizer.config.name', 'sgd'],
    ['widths', [1, 2]],
    ['none', null],
  ])
  expect(flattenConfig({ lr: 1 }, 'optimizer')).toEqual([['optimizer.lr', 1]])
  expect(flattenConfig(3, 'width')).toEqual([['width', 3]])
})
