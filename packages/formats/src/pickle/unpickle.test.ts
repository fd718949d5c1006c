import { describe, expect, it } from 'vitest'
import { refusalOf } from '../testing/refusal-of.ts'
import { assemble, pickle, type Pickled } from '../testing/write-pickle.ts'
import { PYTHON_2, unpickle } from './unpickle.ts'

const read = (...parts: (string | Uint8Array)[]) => unpickle(assemble('\x80\x02', ...parts), 'run.pt')
const refuse = (...parts: (string | Uint8Array)[]) => refusalOf(Promise.resolve().then(() => read(...parts)))
const short = (text: string) => `\x8c${String.fromCharCode(text.length)}${text}`
const PLAIN = 'Save plain tensors only: torch.save({"features.test": x.detach().cpu(), …}, path).'

describe('plain values', () => {
  const list = (...items: unknown[]) => ({ kind: 'list', items })
  const tuple = (...items: unknown[]) => ({ kind: 'tuple', items })

  it.each<[string, string, unknown]>([
    ['None', 'N.', null],
    ['booleans', '\x88\x89\x86.', tuple(true, false)],
    ['booleans of protocol 0', 'I01\nI00\n\x86.', tuple(true, false)],
    ['integers', 'K\xffM\xff\xffJ\xfe\xff\xff\xff\x87.', tuple(255, 65535, -2)],
    [
      'integers of protocol 0',
      'I-12\nL99L\nL123456789012345678L\n\x87.',
      tuple(-12, 99, 123456789012345678n),
    ],
    [
      'long integers',
      '\x8a\x00\x8a\x02\x00\x80\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x87.',
      tuple(0, -32768, 2n ** 63n - 1n),
    ],
    ['longer integers', '\x8b\x01\x00\x00\x00\xff.', -1],
    ['floats', 'G\x3f\xf8\x00\x00\x00\x00\x00\x00F-2.5\n\x86.', tuple(1.5, -2.5)],
    ['texts', 'X\x02\x00\x00\x00\xc3\xa9U\x01aT\x01\x00\x00\x00b\x87.', tuple('é', 'a', 'b')],
    ['texts of protocols 0 and 4', `Vu\nS'q'\n${short('s')}\x87.`, tuple('u', 'q', 's')],
    ['very long texts', '\x8d\x01\x00\x00\x00\x00\x00\x00\x00z.', 'z'],
    ['lists', '](K\x01K\x02eK\x03a.', list(1, 2, 3)],
    ['lists of protocol 0', '(K\x01l.', list(1)],
    ['tuples', ')(K\x01tK\x02\x85\x87.', tuple(tuple(), tuple(1), tuple(2))],
    [
      'what was remembered',
      'K\x07q\x05r\x00\x00\x01\x00p3\n\x940h\x05j\x00\x00\x01\x00g3\n\x87.',
      tuple(7, 7, 7),
    ],
    ['what was thrown away', 'K\x01(K\x02K\x031K\x040.', 1],
    ['frames', '\x95\x01\x00\x00\x00\x00\x00\x00\x00N.', null],
  ])('%s are read', (_, text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('dicts are read', () => {
    const expected = new Map<unknown, unknown>([
      ['a', 1],
      [2, null],
    ])
    for (const text of ['}(U\x01aK\x01K\x02Nu.', '(U\x01aK\x01K\x02Nd.', '}U\x01aK\x01sK\x02Ns.']) {
      expect(read(text)).toMatchObject({ kind: 'dict', entries: expected, ordered: false })
    }
  })

  it('ordered dicts are read, with the attributes of a state dict left out', () => {
    const empty = 'ccollections\nOrderedDict\n)R'
    expect(read(`${empty}U\x01aK\x01s}U\x09_metadataNsb.`)).toMatchObject({
      entries: new Map([['a', 1]]),
      ordered: true,
    })
    expect(read('ccollections\nOrderedDict\n](U\x01aK\x01\x86e\x85R.')).toMatchObject({
      entries: new Map([['a', 1]]),
    })
  })
})

describe('code is refused by name', () => {
  it.each([
    ['os.system by GLOBAL', 'cos\nsystem\n(U\x06rm -rftR.', 'os.system'],
    ['posix.system by GLOBAL', 'cposix\nsystem\nU\x02ls\x85R.', 'posix.system'],
    ['builtins.eval by GLOBAL', 'c__builtin__\neval\nU\x011\x85R.', '__builtin__.eval'],
    [
      'builtins.eval by STACK_GLOBAL',
      `${short('builtins')}${short('eval')}\x93U\x011\x85R.`,
      'builtins.eval',
    ],
    [
      'a remembered name by STACK_GLOBAL',
      `${short('os')}\x94${short('system')}\x940h\x00h\x01\x93.`,
      'os.system',
    ],
    ['subprocess.Popen by INST', '(U\x02lsisubprocess\nPopen\n.', 'subprocess.Popen'],
    ['a name that is never called', 'cos\nsystem\n0N.', 'os.system'],
    ['pickled functions of torch', 'ctorch.hub\nload\n.', 'torch.hub.load'],
    [
      'a submodule of an allowed name',
      'ctorch._utils._rebuild_tensor_v2\n__globals__\n.',
      'torch._utils._rebuild_tensor_v2.__globals__',
    ],
    [
      'an attribute of an allowed name',
      `${short('torch')}${short('FloatStorage.__class__')}\x93.`,
      'torch.FloatStorage.__class__',
    ],
    ['names of JavaScript', 'cconstructor\nprototype\n.', 'constructor.prototype'],
    ['classes of others', 'cargparse\nNamespace\n)\x81}b.', 'argparse.Namespace'],
    ['functions of Python', 'c__builtin__\nexec\n.', '__builtin__.exec'],
    ['encoders', 'c_codecs\ndecode\n.', '_codecs.decode'],
    ['modules', 'ctorch.nn.modules.linear\nLinear\n)\x81.', 'torch.nn.modules.linear.Linear'],
    ['getattr', 'c__builtin__\ngetattr\n.', '__builtin__.getattr'],
    ['no name at all', 'c\n\n.', '.'],
  ])('%s', async (_, text, name) => {
    expect(await refuse(text)).toBe(`run.pt: asks for "${name}", which would run code. ${PLAIN}`)
  })

  it.each(['numpy.f2py.compile', 'numpy._core.memmap'])('objects of NumPy: %s', async (name) => {
    const [, module, last] = /^(.*)\.(.*)$/.exec(name)!
    expect(await refuse(`c${module}\n${last}\n.`)).toBe(
      `run.pt: holds a NumPy object ("${name}"), whose loading would run code. ` +
        'Save torch.from_numpy(x) in its place, or write the arrays with numpy.savez.',
    )
  })

  it('names are shown harmlessly', async () => {
    expect(await refuse(`cos\n\x1b[2J${'x'.repeat(300)}\n.`)).toContain(
      `asks for "os.\\u001b[2J${'x'.repeat(73)}…"`,
    )
  })

  it.each([
    ['OBJ', '(ccollections\nOrderedDict\no.'],
    ['NEWOBJ', 'c__builtin__\nint\n)\x81.'],
    ['NEWOBJ_EX', 'ccollections\nOrderedDict\n)}\x92.'],
    ['EXT1', '\x82\x01.'],
    ['EXT2', '\x83\x01\x00.'],
    ['EXT4', '\x84\x01\x00\x00\x00.'],
    ['PERSID', 'Pstorage\n.'],
    ['BUILD', '}}b.'],
    ['BUILD', 'ccollections\nOrderedDict\n}b.'],
    ['BUILD', 'ccollections\nOrderedDict\n)R(K\x01tb.'],
  ])('%s is refused', async (instruction, text) => {
    expect(await refuse(text)).toBe(
      `run.pt: contains the pickle instruction ${instruction}, which would run code. ${PLAIN}`,
    )
  })

  it.each([
    ['a type', 'ctorch\nFloatStorage\n)R.'],
    ['a text', 'U\x06system)R.'],
    ['a dict', '})R.'],
    ['something without a tuple', 'ccollections\nOrderedDict\n]R.'],
  ])('calling %s is refused', async (_, text) => {
    expect(await refuse(text)).toBe(`run.pt: calls something that is no function. ${PLAIN}`)
  })
})

describe('damage and malice', () => {
  it.each([
    ['no end', 'N', 'has a pickle that ends early: 1 bytes wanted at 3 of 3'],
    ['nothing on the stack', '.', 'takes more values than it has (byte 3)'],
    ['values over', 'NN.', 'leaves values over'],
    ['a mark over', 'N(N.', 'leaves values over'],
    ['a mark in the way', 'N(.', 'takes more values than it has'],
    ['no mark', 'Nt.', 'has no mark where one is needed'],
    ['an empty memo', 'h\x07.', 'refers to memo 7, which is empty'],
    ['nothing to remember', 'q\x00.', 'remembers a value where there is none'],
    ['a text of 4 GB', 'X\xff\xff\xff\xff.', 'ends early: 4294967295 bytes wanted at 7'],
    [
      'a text of 2^63 bytes',
      '\x8d\x00\x00\x00\x00\x00\x00\x00\x80.',
      'ends early: 9223372036854776000 bytes wanted',
    ],
    ['a huge integer', '\x8b\xff\xff\xff\x7f.', 'has a pickle with an integer of 2147483647 bytes'],
    [
      'a long integer',
      `\x8b\x01\x01\x00\x00${'\x01'.repeat(257)}.`,
      'has a pickle with an integer of 257 bytes',
    ],
    ['a long line of digits', `L${'9'.repeat(5000)}\n.`, 'has an integer that is none'],
    ['letters for digits', 'Iabc\n.', 'has an integer that is none'],
    ['a line without end', 'Vabc', 'ends early'],
    ['an odd dict', '}(Nu.', 'has a key without a value'],
    ['a list that is none', 'NNa.', 'appends to something that is no list'],
    ['a dict that is none', 'NNNs.', 'sets items of something that is no dict'],
    ['an unknown protocol', '\x80\x09N.', 'has the unknown protocol 9'],
    ['a set that is none', ']q\x00(N\x90.', 'adds items to something that is no set'],
    [
      'a NumPy array of nothing',
      'cnumpy.core.multiarray\n_reconstruct\n)RNb.',
      'has a NumPy object of an unknown state',
    ],
    [
      'an unknown instruction',
      '\xfe.',
      'contains the pickle instruction 0xfe, which plain tensors do not need. Save it again with torch.save.',
    ],
    ['a name that is no text', 'NN\x93.', 'names something by what is no text'],
    ['an unknown storage', 'U\x07storageQ.', 'refers to a storage in an unknown way'],
    [
      'a storage key that is a path',
      '(U\x07storagectorch\nFloatStorage\nU\x04../aU\x03cpuK\x01tQ.',
      '(key "../a")',
    ],
    [
      'a storage of a function',
      '(U\x07storageccollections\nOrderedDict\nU\x010U\x03cpuK\x01tQ.',
      'refers to a storage in',
    ],
    [
      'a tensor of nothing',
      'ctorch._utils\n_rebuild_tensor_v2\n)R.',
      'calls torch._utils._rebuild_tensor_v2 with arguments that PyTorch never gives',
    ],
    [
      'a parameter of nothing',
      'ctorch._utils\n_rebuild_parameter\nN\x85R.',
      'calls torch._utils._rebuild_parameter with',
    ],
    [
      'a dict of nothing',
      'ccollections\nOrderedDict\nN\x85R.',
      'calls collections.OrderedDict with arguments',
    ],
    ['a size of nothing', 'ctorch\nSize\nN\x85R.', 'calls torch.Size with arguments'],
  ])('%s is refused', async (_, text, message) => {
    const refusal = await refuse(text)
    expect(refusal).toMatch(/^run.pt: /)
    expect(refusal).toContain(message)
  })

  const tensor = (change: Record<number, Pickled>) => {
    const type: Pickled = { global: 'torch FloatStorage' }
    const storage: Pickled = { persistent: { tuple: ['storage', type, '0', 'cpu', 6] } }
    const args: Pickled[] = [storage, 0, { tuple: [3, 2] }, { tuple: [2, 1] }, false, { dict: [] }]
    const call: Pickled = {
      call: { global: 'torch._utils _rebuild_tensor_v2' },
      args: Object.values<Pickled>(Object.assign({}, args, change)),
    }
    return Promise.resolve().then(() => unpickle(pickle(call), 'run.pt'))
  }

  const axes = (length: number) => ({ tuple: Array.from({ length }, () => 1) })

  it.each<[string, Record<number, Pickled>]>([
    ['no storage', { 0: null }],
    ['a negative offset', { 1: -1 }],
    ['a negative size', { 2: { tuple: [-3, 2] } }],
    ['a negative stride', { 3: { tuple: [2, -1] } }],
    ['more strides than axes', { 3: { tuple: [2, 1, 1] } }],
    ['sizes that are none', { 2: { tuple: ['3', '2'] } }],
    ['65 axes', { 2: axes(65), 3: axes(65) }],
    ['too many arguments', { 6: null, 7: null }],
  ])('a tensor with %s is refused', async (_, change) => {
    expect(await refusalOf(tensor(change))).toContain('with arguments that PyTorch never gives')
    expect(await tensor({})).toMatchObject({ kind: 'tensor', dtype: 'f32', shape: [3, 2], strides: [2, 1] })
  })

  it('neither deep nesting nor a memo bomb takes time or memory', () => {
    // The processor's time, which other programs do not lengthen.
    const start = process.cpuUsage()
    const nested = read(`${'('.repeat(500_000)}${'t'.repeat(500_000)}.`)
    expect(nested).toMatchObject({ kind: 'tuple' })
    // 2^40 lists if it were unfolded: each holds the one before twice.
    const bomb = `]q\x00${'](h\x00h\x00eq\x00'.repeat(40)}`
    expect(read(`${bomb}${'0'.repeat(40)}.`)).toEqual({ kind: 'list', items: [] })
    expect(read(`]q\x00h\x00a.`)).toMatchObject({ kind: 'list' })
    expect(read(`${'('.repeat(300_000)}${'1'.repeat(300_000)}N.`)).toBeNull()
    expect(process.cpuUsage(start).user).toBeLessThan(20e6)
  })
})

describe('pickles of Python 2', () => {
  const readOld = (text: string) => unpickle(assemble('\x80\x02', text), 'batch', PYTHON_2)
  const refuseOld = (text: string) => refusalOf(Promise.resolve().then(() => readOld(text)))

  it('have long texts that are bytes, and short ones that are words', () => {
    const bytes = { kind: 'bytes', content: Buffer.from([0xff, 0x61]) }
    expect(readOld('U\x01aT\x02\x00\x00\x00\xffa\x86.')).toMatchObject({ kind: 'tuple', items: ['a', bytes] })
  })

  it('may name NumPy arrays and nothing else', async () => {
    expect(readOld('cnumpy.core.multiarray\n_reconstruct\n)R.')).toEqual({ kind: 'array' })
    for (const name of ['torch FloatStorage', 'collections OrderedDict', '__builtin__ set'])
      expect(await refuseOld(`c${name.replace(' ', '\n')}\n.`)).toContain(
        `asks for "${name.replace(' ', '.')}"`,
      )
  })
})
