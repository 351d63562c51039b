import type { Design, DesignKind } from './design/index.ts'

/** One line of the list of a project's designs. */
export interface DesignInfo {
  id: string
  /** Name and notes are fields of the design itself: a file that is sent to somebody carries them. */
  name: string
  notes: string
  kind: DesignKind
  /** The preset it began as. */
  preset: string | null
  /** Counts up with every change. */
  revision: number
  createdAtMs: number
  changedAtMs: number
  /** null: not in the trash. */
  trashedAtMs: number | null
}

/** A design that is being worked on; runs keep frozen copies of their own. */
export interface DesignDocument extends DesignInfo {
  design: Design
  /** Its preset, or what it was when it was made: fields that differ from it are marked. */
  base: Design
}

/** Something whose design can be compared; `design` is one that is being worked on. */
export type DesignReference = { document: string } | { preset: string } | { run: string } | { design: Design }
