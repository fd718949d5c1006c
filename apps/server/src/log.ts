import type { Lab } from '@mitoscope/lab'

export type Logger = Lab['log']
