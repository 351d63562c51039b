import { spawn } from 'node:child_process'
import { LabError } from '../../../contract/errors.ts'

/** Runs a program to its end and gives what it wrote to stdout; says why if it fails. */
export function runProgram(command: string, args: string[], options: { cwd?: string } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    const fail = (reason: string): void => reject(new LabError('PEER_MISSING', { peer: command, reason }))
    child.on('error', (error) => fail(error.message))
    child.on('close', (code) => {
      if (code === 0) resolve(out)
      else fail(`it ended with code ${code}: ${lastLine(err)}`)
    })
  })
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? ''
}
