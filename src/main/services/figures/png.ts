import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { encode } from 'fast-png'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const modules = createRequire(import.meta.url)

let ready: Promise<Uint8Array[]> | undefined

/** The rasteriser and the fonts come with the program: a figure looks the same on every machine. */
function prepare(): Promise<Uint8Array[]> {
  ready ??= load()
  return ready
}

async function load(): Promise<Uint8Array[]> {
  const fonts = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'] as const
  const [wasm, ...faces] = await Promise.all([
    readFile(modules.resolve('@resvg/resvg-wasm/index_bg.wasm')),
    ...fonts.map((font) => readFile(modules.resolve(`@expo-google-fonts/inter/${font}`))),
  ])
  await initWasm(wasm)
  return faces
}

/**
 * Rasterises a figure. The provenance goes into the file as a tEXt chunk, which holds Latin-1 only: the JSON is written with
 * escapes for everything else.
 */
export async function renderPng(
  svg: string,
  provenance: Record<string, unknown>,
  dotsPerInch = 300,
): Promise<Uint8Array> {
  const fontBuffers = await prepare()
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: dotsPerInch / 96 },
    font: { fontBuffers, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
    imageRendering: 1,
  }).render()
  const { width, height } = image
  const text = { Software: 'Bistable', Description: asciiJson(provenance) }
  const png = encode({ width, height, data: opaque(image.pixels), channels: 3, text }, { zlib: { level: 6 } })
  image.free()
  return png
}

/** Figures have a background, so that the fourth channel says nothing. */
function opaque(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    rgb[to++] = rgba[from]
    rgb[to++] = rgba[from + 1]
    rgb[to++] = rgba[from + 2]
  }
  return rgb
}

function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
