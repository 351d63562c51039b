import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const largestBytes = 1_000_000
const longestMessage = 10_000
/** bistable.log, bistable.1.log, bistable.2.log. */
const files = 3

export interface Log {
  write: (where: string, message: string) => void
}

/** What went wrong, for whoever has to find out why: in the folder of the settings, never larger than a few megabytes. */
export function createLog(folder: string): Log {
  const name = (age: number): string => join(folder, age === 0 ? 'bistable.log' : `bistable.${age}.log`)
  return {
    write: (where, message) => {
      try {
        mkdirSync(folder, { recursive: true })
        if ((statSync(name(0), { throwIfNoEntry: false })?.size ?? 0) > largestBytes)
          for (let age = files - 2; age >= 0; age--) if (exists(name(age))) renameSync(name(age), name(age + 1))
        appendFileSync(name(0), `${new Date().toISOString()} ${impersonal(`${where}: ${message}`)}\n`)
      } catch {
        // A log that cannot be written is no reason for anything else to fail.
      }
    },
  }
}

/** Without the names of people, of their folders and of their projects; of what was repeated without end, the beginning. */
function impersonal(text: string): string {
  return text
    .slice(0, longestMessage)
    .replaceAll(homedir(), '~')
    .replace(/[^\s\\/"]{1,200}\.bistable/g, 'project.bistable')
    .replace(/(?:~|[A-Za-z]:)?(?:[\\/][^\\/\n"':()]{1,200}){1,50}/g, (path) => {
      const ours = /(?:^|[\\/])((?:src|node_modules|out)[\\/].*)$/.exec(path)?.[1]
      return ours ?? `.../${path.split(/[\\/]/).at(-1)!}`
    })
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined
}
