import type { Command } from '../stores/commands.ts'

/** Commands that have every typed word in them; those whose title starts with what was typed come first. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return commands
    .map((command, index) => ({ command, index, score: score(command, words) }))
    .filter((entry) => entry.score > 0)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .map(({ command }) => command)
}

function score({ title, section, keywords = '' }: Command, words: string[]): number {
  const name = title.toLowerCase()
  const all = `${name} ${section.toLowerCase()} ${keywords.toLowerCase()}`
  if (!words.every((word) => all.includes(word))) return 0
  const inTitle = words.filter((word) => name.includes(word)).length
  return 1 + inTitle + (words.length > 0 && name.startsWith(words[0]) ? 1 : 0)
}
