import { describe, expect, it } from 'vitest'
import { colourRange, colourRamp, rampIndex, rgbOf } from '../../src/renderer/charts/colours.ts'
import type { Palette } from '../../src/renderer/theme/tokens.ts'
import { dark, light, seriesDark, seriesLight } from '../../src/renderer/theme/tokens.ts'

/** Relative luminance as in WCAG 2. */
function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((byte) => {
    const part = byte / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

const texts = [
  'text',
  'muted',
  'accentText',
  'ltpText',
  'ltdText',
  'good',
  'bad',
  'caution',
] as const satisfies (keyof Palette)[]
const grounds = ['background', 'panel', 'raised'] as const satisfies (keyof Palette)[]

describe.each([
  ['dark', dark, seriesDark],
  ['light', light, seriesLight],
] as const)('the %s palette', (_, palette, series) => {
  it.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    'can be read: %s on %s (AA)',
    (text, ground) => {
      expect(contrast(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('can be read on the primary action', () => {
    expect(contrast(palette.onPrimary, palette.primary)).toBeGreaterThanOrEqual(4.5)
  })

  it('shows curves on a panel (3 to 1, as graphics need)', () => {
    for (const colour of [...series, palette.ltp, palette.ltd, palette.accent]) {
      expect(contrast(colour, palette.panel)).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('colours of maps', () => {
  it('centre diverging maps on nothing, depression blue and potentiation orange', () => {
    const ramp = colourRamp('diverging', dark)
    expect(ramp[0]).toEqual(rgbOf(dark.ltd))
    expect(ramp[255]).toEqual(rgbOf(dark.ltp))
    const [min, max] = colourRange('diverging', [-1, 0.2, 0.5, NaN])
    expect([min, max]).toEqual([-1, 1])
    expect(Math.abs(rampIndex(0, min, max) - 127.5)).toBeLessThanOrEqual(0.5)
  })

  it('begin sequential maps at zero', () => {
    expect(colourRange('sequential', [3, 8])).toEqual([0, 8])
  })
})
