import { describe, expect, it } from 'vitest'
import { matching } from '../../src/renderer/shell/matching.ts'
import type { Command } from '../../src/renderer/stores/commands.ts'

const command = (title: string, section: string, keywords?: string): Command => ({
  ...{ id: title, title, section, keywords },
  run: () => undefined,
})
const commands = [
  command('Go to Home', 'Go to'),
  command('Open a project…', 'Project'),
  command('Switch between light and dark', 'View', 'theme colours'),
  command('Home folder', 'Project'),
]
const titles = (typed: string): string[] => matching(commands, typed).map(({ title }) => title)

describe('the palette', () => {
  it('lists everything before anything is typed', () => {
    expect(titles('')).toEqual(commands.map(({ title }) => title))
  })

  it('finds by every word, in title, section or keywords', () => {
    expect(titles('project open')).toEqual(['Open a project…'])
    expect(titles('theme')).toEqual(['Switch between light and dark'])
    expect(titles('nothing of the kind')).toEqual([])
  })

  it('puts what starts with the word first', () => {
    expect(titles('home')).toEqual(['Home folder', 'Go to Home'])
  })
})
