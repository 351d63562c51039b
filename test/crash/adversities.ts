import { spawnSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { listCheckpoints } from '../../src/main/db/checkpoints.ts'
import { openProject } from '../../src/main/db/open.ts'
import type { Campaign } from './campaign.ts'
import { training } from './kills.ts'
import { program, terminal } from './program.ts'
import { Broken, examine } from './state.ts'

const isRoot = process.getuid?.() === 0

function need(condition: boolean, what: string): void {
  if (!condition) throw new Broken(what)
}

/** Does it as soon as the second run of a project has a checkpoint. */
function whenSaved(file: string, act: () => void): () => boolean {
  return () => {
    const project = openProject(file)
    const saved = project.read((db) => listCheckpoints(db, 2)).length > 0
    project.close()
    if (saved) act()
    return saved
  }
}

/** A disk without room: the run fails with the reason, and once there is room it goes on to the same bits. */
export async function fullDisk({ scratch, base, note }: Campaign): Promise<void> {
  const folder = join(scratch(), 'small')
  mkdirSync(folder)
  if (!isRoot || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder]).status !== 0) {
    note('full disk: left out, a small file system cannot be mounted here')
    return
  }
  try {
    const file = join(folder, 'a.bistable')
    copyFileSync(base.project, file)
    const ballast = join(folder, 'ballast')
    const fill = (): void => {
      for (let size = 1 << 20; size >= 512; size /= 2) {
        for (;;) {
          try {
            writeFileSync(`${ballast}-${size}`, Buffer.alloc(size), { flag: 'a' })
          } catch {
            break
          }
        }
      }
    }
    const failed = await program(terminal, [...training, '--project', file], { meanwhile: whenSaved(file, fill) })
    need(failed.code === 1, `on a full disk the program ended with ${failed.code}: ${failed.err}`)
    need(/no room left on the disk|failed|cannot/.test(failed.err), `on a full disk it said: ${failed.err}`)
    for (let size = 1 << 20; size >= 512; size /= 2) rmSync(`${ballast}-${size}`, { force: true })
    const found = examine(file, base.expected)
    const argv = found.status === null ? training : ['resume', '2', '--json']
    const resumed = await program(terminal, [...argv, '--project', file])
    need(resumed.code === 0 && resumed.report().digest === base.expected.digest, `with room again: ${resumed.err}`)
    examine(file, base.expected)
  } finally {
    spawnSync('umount', [folder])
  }
}

/** A project that cannot be written to can be read, and says why nothing can be run in it. */
export async function readOnly({ scratch, base, note }: Campaign): Promise<void> {
  const folder = join(scratch(), 'fixed')
  mkdirSync(folder)
  if (isRoot && spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', folder]).status !== 0) {
    note('read-only: left out, nothing is read-only for this user')
    return
  }
  try {
    const file = join(folder, 'a.bistable')
    copyFileSync(base.project, file)
    if (isRoot) spawnSync('mount', ['-o', 'remount,ro', folder])
    else chmodSync(folder, 0o555)
    const listed = await program(terminal, ['runs', '--project', file, '--json'])
    need(listed.code === 0 && listed.out.includes('"completed"'), `reading: ${listed.err}`)
    const run = await program(terminal, [...training, '--project', file])
    need(run.code === 1 && run.err.includes('cannot be written to'), `writing: ${run.code} ${run.err}`)
  } finally {
    if (isRoot) spawnSync('umount', [folder])
    else chmodSync(folder, 0o755)
  }
}

/** Moved or deleted while a run goes on: the run says so, and the moved file has all that was saved. */
export async function movedOrDeleted({ scratch, base }: Campaign): Promise<void> {
  for (const fate of ['moved', 'deleted'] as const) {
    const folder = scratch()
    const [file, away] = [join(folder, 'a.bistable'), join(folder, 'away.bistable')]
    copyFileSync(base.project, file)
    const remove = (): void => (fate === 'moved' ? renameSync(file, away) : rmSync(file))
    const ended = await program(terminal, [...training, '--project', file], { meanwhile: whenSaved(file, remove) })
    need(ended.code === 1, `${fate}: ended with ${ended.code}: ${ended.err}`)
    need(ended.err.includes('was moved, replaced or deleted'), `${fate}: it said ${ended.err}`)
    need(!existsSync(file), `${fate}: something was written where it was`)
    if (fate === 'moved') examine(away, base.expected)
  }
}

/** Two programs run in one project while a third reads it. */
export async function twoPrograms({ scratch, base }: Campaign): Promise<void> {
  const file = join(scratch(), 'a.bistable')
  copyFileSync(base.project, file)
  const going = [1, 2].map(() => program(terminal, [...training, '--project', file, '--workers', '1']))
  let reads = 0
  const both = Promise.all(going).finally(() => (reads = Infinity))
  while (reads < 5) {
    const listed = await program(terminal, ['runs', '--project', file, '--json'])
    need(listed.code === 0, `reading beside two writers: ${listed.err}`)
    reads++
  }
  for (const { code, err, report } of await both) {
    need(code === 0, `one of two programs: ${err}`)
    need(report().digest === base.expected.digest, `one of two programs gave ${report().digest}`)
  }
  examine(file, base.expected)
}

/** The clock jumps back by a day in the middle of a run that is killed and resumed. */
export async function clockBack({ scratch, base }: Campaign): Promise<void> {
  const file = join(scratch(), 'a.bistable')
  copyFileSync(base.project, file)
  await program(terminal, [...training, '--project', file], { clockBack: 5, killAt: Math.floor(base.whole.points / 2) })
  const { status } = examine(file, base.expected)
  need(status === 'interrupted', `with the clock set back a dead run is ${status}`)
  const resumed = await program(terminal, ['resume', '2', '--json', '--project', file], { clockBack: 2 })
  need(resumed.code === 0 && resumed.report().digest === base.expected.digest, `resumed: ${resumed.err}`)
  need(resumed.report().wallMs >= 0, `it took ${resumed.report().wallMs} ms`)
  examine(file, base.expected)
}
