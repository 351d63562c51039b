import { describe, expect, it } from 'vitest'
import { colourRamp, colourRange, contrast, rampIndex, rgbOf, textOn } from '../../src/renderer/charts/colours.ts'
import type { Palette } from '../../src/renderer/theme/tokens.ts'
import { dark, light, seriesDark, seriesLight } from '../../src/renderer/theme/tokens.ts'

const contrastOf = (a: string, b: string): number => contrast(rgbOf(a), rgbOf(b))

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
      expect(contrastOf(palette[text], palette[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('can be read on the primary action', () => {
    expect(contrastOf(palette.onPrimary, palette.primary)).toBeGreaterThanOrEqual(4.5)
  })

  it('shows curves on a panel (3 to 1, as graphics need)', () => {
    for (const colour of [...series, palette.ltp, palette.ltd, palette.accent]) {
      expect(contrastOf(colour, palette.panel)).toBeGreaterThanOrEqual(3)
    }
  })
})

describe('contrast', () => {
  it('is as WCAG 2 defines it', () => {
    expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5)
    // The lightest grey of text that WCAG gives as too light on white, and the next darker one.
    expect(contrastOf('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
    expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  })
})

describe('colours of maps', () => {
  it.each([
    ['dark', dark],
    ['light', light],
  ] as const)('can be written on from end to end, as well as two inks allow, in the %s theme', (_, palette) => {
    for (const ground of colourRamp('sequential', palette))
      expect(contrast(rgbOf(textOn(ground, palette)), ground)).toBeGreaterThanOrEqual(3.9)
  })

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
