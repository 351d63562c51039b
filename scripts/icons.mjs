// Draws resources/icons/icon.svg in the sizes and containers that systems want: `node scripts/icons.mjs`, after a change of it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Resvg, initWasm } from '@resvg/resvg-wasm'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources', 'icons')
await initWasm(readFileSync(createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm')))
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
const png = (size) => Buffer.from(new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng())

mkdirSync(join(folder, 'linux'), { recursive: true })
for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
  writeFileSync(join(folder, 'linux', `${size}x${size}.png`), png(size))
}
writeFileSync(join(folder, 'icon.png'), png(1024))
writeFileSync(join(folder, 'icon.ico'), ico([16, 24, 32, 48, 64, 128, 256]))
writeFileSync(
  join(folder, 'icon.icns'),
  icns({ ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512, ic09: 512, ic10: 1024 }),
)

/** Windows: a directory of 16 bytes for each picture, then the pictures. */
function ico(sizes) {
  const pictures = sizes.map(png)
  const head = Buffer.alloc(6 + 16 * sizes.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(sizes.length, 4)
  let offset = head.length
  pictures.forEach((picture, place) => {
    const at = 6 + 16 * place
    // 256 is written as 0.
    head.writeUInt8(sizes[place] % 256, at)
    head.writeUInt8(sizes[place] % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(picture.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += picture.length
  })
  return Buffer.concat([head, ...pictures])
}

/** macOS: chunks of a name of four letters, their length, and a picture. */
function icns(sizes) {
  const chunks = Object.entries(sizes).map(([name, size]) => chunk(name, png(size)))
  return chunk('icns', Buffer.concat(chunks))
}

function chunk(name, content) {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(8 + content.length, 4)
  return Buffer.concat([head, content])
}
