import { writeSync } from 'node:fs'
import { defaultDesign } from '../../src/contract/design/index.ts'
import { insertDesign, updateDesign } from '../../src/main/db/designs.ts'
import { openProject } from '../../src/main/db/open.ts'

// Saves a design again and again, and says each time that it is saved.
const [file, times] = process.argv.slice(2)
const project = openProject(file)
const base = defaultDesign('classification')
const id = project.write((db) => insertDesign(db, { design: base, base, preset: null }, Date.now()))
for (let k = 1; k <= Number(times); k++) {
  const design = { ...base, notes: `revision ${k} `.repeat(500) }
  project.write((db) => updateDesign(db, id, design, Date.now()))
  writeSync(1, `saved ${id} ${k}\n`)
}
project.close()
