import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openFiles } from './call-files.ts'
import { CannotStart } from './failures.ts'
import { temporaryFolders } from './testing/temporary-folder.ts'

const newFolder = temporaryFolders()

describe('openFiles', () => {
  it('creates the folder, and each file with its first write', async () => {
    const folder = join(await newFolder(), 'a', 'b')
    const files = openFiles(folder)
    expect(await readdir(folder)).toEqual([])
    expect(files.written).toEqual([])
    files.close()
  })

  it('writes at once: lines, and bytes over the beginning', async () => {
    const folder = await newFolder()
    const files = openFiles(folder)
    files.log('{"one":1}')
    files.wav.append(Uint8Array.of(1, 2, 3))
    files.wav.append(Uint8Array.of(4))
    files.wav.replaceStart(Uint8Array.of(9, 8))
    files.log('{"two":2}')
    expect(await readFile(join(folder, 'call.ndjson'), 'utf8')).toBe('{"one":1}\n{"two":2}\n')
    expect([...(await readFile(join(folder, 'call.wav')))]).toEqual([9, 8, 3, 4])
    expect(files.written).toEqual([join(folder, 'call.ndjson'), join(folder, 'call.wav')])
    files.close()
  })

  it('replaces the files of an earlier call', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'call.ndjson'), 'an older and longer call\n')
    const files = openFiles(folder)
    files.log('new')
    files.close()
    expect(await readFile(join(folder, 'call.ndjson'), 'utf8')).toBe('new\n')
  })

  it('reports in one sentence why a folder cannot be used', async () => {
    const file = join(await newFolder(), 'file')
    await writeFile(file, '')
    expect(() => openFiles(file)).toThrow(CannotStart)
    expect(() => openFiles(file)).toThrow(`--out ${file} cannot be used: a file of that name exists`)
  })

  const itOnLinux = existsSync('/dev/full') ? it : it.skip
  itOnLinux('reports a full disk in one sentence, and no file without contents as written', async () => {
    const folder = await newFolder()
    for (const name of ['call.wav', 'call.ndjson']) await symlink('/dev/full', join(folder, name))
    const files = openFiles(folder)
    for (let n = 0; n < 3; n++) {
      files.wav.append(Uint8Array.of(1))
      files.log('{"one":1}')
    }
    files.close()
    const paths = `${join(folder, 'call.wav')} and ${join(folder, 'call.ndjson')}`
    expect([files.failures, files.written]).toEqual([[`${paths} cannot be written: the disk is full`], []])
  })

  it('reports a file that cannot be written once, and goes on with the other', async () => {
    const folder = await newFolder()
    await mkdir(join(folder, 'call.wav'))
    const files = openFiles(folder)
    files.wav.append(Uint8Array.of(1))
    files.wav.append(Uint8Array.of(2))
    files.log('{"one":1}')
    files.close()
    expect(files.failures).toEqual([`${join(folder, 'call.wav')} cannot be written: is a folder`])
    expect(files.written).toEqual([join(folder, 'call.ndjson')])
  })
})
