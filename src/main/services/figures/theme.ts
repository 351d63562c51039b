import type { Role } from '../../../contract/results.ts'

/** One colour has one meaning everywhere: orange potentiates, blue depresses, teal is the accent, grey is context. */
export interface Theme {
  background: string
  text: string
  muted: string
  line: string
  ltp: string
  ltd: string
  accent: string
  bad: string
  good: string
  /** Curves without a meaning of their own, told apart. */
  series: readonly string[]
}

export const light: Theme = {
  background: '#ffffff',
  text: '#1c2229',
  muted: '#66707e',
  line: '#c3cad3',
  ltp: '#c9650f',
  ltd: '#2a6fd6',
  accent: '#0f8f7f',
  bad: '#c63d3d',
  good: '#2b8a55',
  series: ['#0f8f7f', '#7a55c7', '#b3447a', '#6f7d16', '#8a5a3b', '#4a5568', '#1d7f9e', '#a0862a'],
}

export function colourOf(role: Role, theme: Theme): string {
  switch (role) {
    case 'ltp':
    case 'ltd':
    case 'accent':
    case 'bad':
    case 'good':
      return theme[role]
    case 'grey':
      return theme.muted
    default:
      return theme.series[Number(role.slice('series-'.length)) % theme.series.length]
  }
}
