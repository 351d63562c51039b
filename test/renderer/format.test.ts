import { describe, expect, it } from 'vitest'
import {
  ago,
  bytes,
  compact,
  duration,
  percent,
  roughly,
  runNumber,
  short,
  withUnit,
} from '../../src/renderer/ui/format.ts'
import { metricTitle } from '../../src/renderer/features/history/model/values.ts'

const plain = (text: string): string => text.replaceAll('\u202f', ' ')

describe('numbers for people', () => {
  it.each([
    [0.0104, '0.0104'],
    [0.02, '0.02'],
    [17, '17'],
    [31420, '31,420'],
    [-0.5, '−0.5'],
    [1.5e-7, '1.5e−7'],
    [0, '0'],
    [NaN, '–'],
  ])('%d is written %s', (value, text) => {
    expect(short(value)).toBe(text)
  })

  it('shortens counts', () => {
    expect(plain(compact(160_800))).toBe('161 k')
    expect(plain(compact(2_400_000))).toBe('2.4 M')
    expect(plain(compact(950))).toBe('950')
  })

  it('never hangs a unit on nothing', () => {
    expect(plain(withUnit(412, 'digits/s'))).toBe('412 digits/s')
    expect(withUnit(0.5, '')).toBe('0.5')
  })

  it('writes fractions in per cent', () => {
    expect(plain(percent(0.8574))).toBe('85.7 %')
    expect(percent(NaN)).toBe('–')
  })

  it.each([
    [600, '600 ms'],
    [1400, '1.4 s'],
    [48_000, '48 s'],
    [59_700, '1 min 00 s'],
    [151_000, '2 min 31 s'],
    [3_840_000, '1 h 04 min'],
  ])('%d ms is %s', (ms, text) => {
    expect(plain(duration(ms))).toBe(text)
  })

  it('says roughly how long a preset takes', () => {
    expect([0.01, 0.4, 1, 15, 120].map((minutes) => plain(roughly(minutes)))).toEqual([
      ...['seconds', '20 s', '1 min', '15 min', '2 h'],
    ])
  })

  it('counts bytes in powers of ten', () => {
    expect(plain(bytes(999))).toBe('999 B')
    expect(plain(bytes(41_200_000))).toBe('41.2 MB')
  })

  it('numbers runs as the terminal does', () => {
    expect(runNumber(142)).toBe('0142')
  })
})

describe('how long ago', () => {
  const now = new Date(2026, 2, 12, 15, 0).getTime()
  it.each([
    [2_000, 'just now'],
    [600_000, '10 min ago'],
    [7_200_000, '2 h ago'],
    [16 * 3_600_000, 'yesterday'],
    [3 * 86_400_000, 'Monday'],
    [40 * 86_400_000, '31 Jan 2026'],
  ])('%d ms before is %s', (ms, text) => {
    expect(ago(now - ms, now)).toBe(text)
  })
})

it.each([
  ['heldOutAccuracy', 'Held out accuracy'],
  ['crossingHz', 'Crossing (Hz)'],
  ['energyOdinUj', 'Energy on ODIN (µJ)'],
  ['energyDense32Uj', 'Energy dense, 32 bit (µJ)'],
])('a metric of its own name is read as words: %s', (name, title) => {
  expect(metricTitle(name)).toBe(title)
})
