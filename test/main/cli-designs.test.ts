import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultDesign, designFile, parseDesign } from '../../src/contract/design/index.ts'
import { runCli } from '../../src/main/host/cli/cli.ts'
import { fakeLab } from '../support/fake-lab.ts'
import { useFolder } from '../support/folder.ts'
import { memoryTerminal } from '../support/terminal.ts'

const inFolder = useFolder()

async function lab(...argv: string[]) {
  const { terminal, written } = memoryTerminal()
  const openLab = () => Promise.resolve(fakeLab())
  const code = await runCli(argv, { terminal, version: '1.2.3', openLab, debug: false })
  return { code, ...written }
}

describe('lab designs', () => {
  it('adds a file to a project, lists it, and prints it again', async () => {
    const [file, project] = [inFolder('mine.json'), inFolder('a.bistable')]
    writeFileSync(file, designFile({ ...defaultDesign('srdp'), name: 'Mine' }))
    expect(await lab('designs', '--import', file, '--project', project)).toMatchObject({ code: 0 })
    const { out } = await lab('designs', '--project', project)
    expect(out).toMatch(/Mine +srdp/)
    expect((await lab('designs', 'Mine', '--project', project)).out).toBe(readFileSync(file, 'utf8'))
    expect(await lab('designs', 'Yours', '--project', project)).toMatchObject({ code: 2 })
  })

  it('makes no project of a file that cannot be used', async () => {
    const file = inFolder('bad.json')
    writeFileSync(file, '{"kind": "srdp", "pairing": {"lagMs": "ten"}}')
    const { code, err } = await lab('designs', '--import', file, '--project', inFolder('a.bistable'))
    expect(code).toBe(2)
    expect(err).toContain('pairing.lagMs is "ten": it must be a number between 0.1 and 500 ms.')
    expect(existsSync(inFolder('a.bistable'))).toBe(false)
  })
})

describe('lab schema', () => {
  it('prints what an editor needs: ranges, units and words for every field', async () => {
    const { code, out } = await lab('schema', 'srdp')
    expect(code).toBe(0)
    const schema = JSON.parse(out) as { properties: { pairing: { properties: Record<string, object> } } }
    expect(schema.properties.pairing.properties.lagMs).toMatchObject({
      ...{ type: 'number', minimum: 0.1, maximum: 500, default: 10, unit: 'ms', title: 'Lag' },
      description: 'Distance of the two spikes of a pair; both orders are tried.',
    })
    expect(parseDesign({ $schema: './srdp.schema.json', kind: 'srdp' })).toEqual(defaultDesign('srdp'))
  })

  it('knows kinds by name', async () => {
    const { code, err } = await lab('schema', 'srpd')
    expect(code).toBe(2)
    expect(err).toContain('There is no kind of design "srpd". Did you mean srdp')
  })
})
