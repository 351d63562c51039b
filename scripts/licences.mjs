// What a bundle is made from, by name, version and licence, and the texts of the licences: written beside it at every build.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const modules = join(dirname(fileURLToPath(import.meta.url)), '..', 'node_modules')

/** A plugin of the build. `shipped`: packages that go along as they are. */
export function licences(shipped = []) {
  return {
    name: 'licences',
    generateBundle() {
      const inside = [...this.getModuleIds()].map(folderOf).filter((folder) => folder !== undefined)
      const folders = new Set([...inside, ...shipped.map((name) => join(modules, name))])
      const packages = [...folders].map(describe).sort((a, b) => (a.name < b.name ? -1 : 1))
      const list = packages.map(({ name, version, licence }) => ({ name, version, licence }))
      this.emitFile({ type: 'asset', fileName: 'licences.json', source: `${JSON.stringify(list, null, 2)}\n` })
      const texts = packages.map(({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}\n`)
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) })
    },
  }
}

/** Of the package that a module belongs to. */
function folderOf(id) {
  const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/')) ?? []
  return folder !== undefined && existsSync(join(folder, 'package.json')) ? folder : undefined
}

function describe(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry))
  const text = file === undefined ? 'See the licence of this name.' : readFileSync(join(folder, file), 'utf8').trim()
  return { name, version, licence: license ?? 'see its text', text }
}
