import { BadInput, printableList } from '../bad-input.ts'
import type { ByteSource } from '../byte-source.ts'
import { listMembers } from '../zip/list-members.ts'
import { isProgram } from '../torch/archive-kind.ts'
import { recognizeForeign, type ForeignContents } from './foreign-contents.ts'
import { START_BYTES, type Beginning, type Format } from './format.ts'
import { formatOfFile, FORMATS, knownExtensions } from './formats.ts'

/**
 * Recognizes the format of a file by its contents, or by its name if the contents tell nothing. Rejects with
 * BadInput, which says what the file is, if it is empty, damaged or of no format that is read. With
 * `mayBeOther`, a file that neither contents nor name make one of these formats resolves to undefined
 * instead.
 */
export async function recognizeFormat(source: ByteSource, mayBeOther = false): Promise<Format | undefined> {
  const { name: file, size } = source
  const named = formatOfFile(file)
  if (size === 0) {
    if (!named && mayBeOther) return undefined
    throw new BadInput(file, undefined, 'is empty', 'Save it again, or copy it again.')
  }
  const start = await source.read(0, Math.min(size, START_BYTES))
  const beginning = createBeginning(source, start)
  for (const format of FORMATS) if (await format.sniff(beginning)) return format
  const foreign = describeZip(await beginning.members()) ?? recognizeForeign(start)
  if (!named && mayBeOther) return undefined
  if (foreign) throw new BadInput(file, undefined, foreign.problem, foreign.remedy)
  if (named) return named
  const remedy = `Files that are read: ${knownExtensions()}, recognized by their contents.`
  throw new BadInput(file, undefined, 'is of no format that is read', remedy)
}

/**
 * Creates the beginning of a file; an archive's members are listed when a format first asks for them, and
 * then kept.
 */
function createBeginning(source: ByteSource, start: Uint8Array): Beginning {
  let listed: Promise<readonly string[]> | undefined
  const signature = Buffer.from(start.subarray(0, 4)).toString('latin1')
  const isZip = signature === 'PK\x03\x04' || signature === 'PK\x05\x06'
  return {
    start,
    async members() {
      if (!isZip) return undefined
      listed ??= listMembers(source).then((members) => [...members.keys()])
      return listed
    },
  }
}

function describeZip(names: readonly string[] | undefined): ForeignContents | undefined {
  if (!names) return undefined
  if (isProgram(names)) {
    const remedy = 'Save its values: torch.save(torch.jit.load(FILE).state_dict(), OTHER).'
    return { problem: 'is a TorchScript program', remedy }
  }
  const holds = names.length === 0 ? 'nothing' : printableList(names, 24)
  const problem = `is a zip archive with neither .npy arrays nor data.pkl in it: it holds ${holds}`
  return {
    problem,
    remedy: 'Extract it and give the file inside, or save it again with numpy.savez or torch.save.',
  }
}
