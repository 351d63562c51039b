import type { LiveFrame, LiveRequest, ProbeResponse } from '../engine/experiments/live.ts'
import type { Probe } from '../engine/network/network.ts'
import type { DesignDocument, DesignInfo, DesignReference } from './designs.ts'
import type { Design, DesignDifference, DesignKind, FieldInfo } from './design/index.ts'
import type { PlainError } from './errors.ts'
import type {
  FolderCount,
  HistoryPage,
  HistoryQuery,
  ImportedRuns,
  LabelChange,
  MeasuredSeries,
  ParameterDifference,
  ReproductionCard,
  SavedFilter,
} from './history.ts'
import type { NamedArray, Series } from './results.ts'
import type { RunDetails, RunProgress, RunSummary } from './runs.ts'
import type { SweepDetails, SweepInfo, SweepPlan, SweepPreview } from './sweep/index.ts'

/**
 * Everything a window can ask of the core, and everything the core tells it: the one description behind both transports. Values are
 * plain data and typed arrays. Inputs are checked by the router at the boundary; errors arrive as PlainError.
 */
export interface LabApi {
  app: {
    about(): Promise<AboutInfo>
    settings(): Promise<Settings>
    changeSettings(change: Partial<Settings>): Promise<Settings>
    recentProjects(): Promise<RecentProject[]>
  }
  projects: {
    /**
     * The project this window works on; null on the Home page before one is opened. Rejects when the program was started with a
     * project that cannot be opened: with the sentence that says why.
     */
    current(): Promise<ProjectInfo | null>
    /** Asks for a place by the host's dialog, or takes the path given; null when the person cancels. */
    create(input: { path?: string }): Promise<ProjectInfo | null>
    open(input: { path?: string }): Promise<ProjectInfo | null>
  }
  presets: {
    list(): Promise<PresetInfo[]>
  }
  designs: {
    fields(input: { kind: DesignKind }): Promise<FieldInfo[]>
    /** The complete design of a preset, defaults filled in. */
    ofPreset(input: { preset: string }): Promise<Design>
    /** Problems field by field; empty when the design may run. */
    check(input: { design: unknown }): Promise<DesignProblem[]>
    estimate(input: { design: Design; seeds: number; workers: number }): Promise<CostEstimate>
    /** The designs of the project, last changed first; or those in its trash. */
    list(input: { trash: boolean }): Promise<DesignInfo[]>
    get(input: { id: string }): Promise<DesignDocument>
    /** A new document. Its differences are counted from the preset it begins as, or from what it is now. */
    create(input: { design: Design; preset: string | null }): Promise<DesignDocument>
    /**
     * Refused with DESIGN_CHANGED when the document has moved on from `revision`, in another window for instance; nothing is written
     * then, and its facts say the revision that is there. Also refuses what may not run: a document is always a whole design.
     */
    save(input: { id: string; revision: number; design: Design }): Promise<DesignInfo>
    /** Name and notes alone, whatever else is being changed elsewhere. */
    label(input: { id: string; change: { name?: string; notes?: string } }): Promise<DesignInfo>
    /** A copy, called "... (copy)", with the same origin. */
    duplicate(input: { id: string }): Promise<DesignDocument>
    /** Into the trash, from where `restore` brings it back. */
    delete(input: { id: string }): Promise<void>
    restore(input: { id: string }): Promise<void>
    /** Only the fields that differ; values in the order of the references. Presets and given designs need no project. */
    compare(input: { designs: DesignReference[] }): Promise<{ names: string[]; differences: DesignDifference[] }>
    /** A JSON file with its version, as `import` and the terminal read it. */
    export(input: { id: string }): Promise<{ fileName: string; text: string }>
    /** Adds the design of a file, upgraded when an older program wrote it. Problems name field, value and what is allowed. */
    import(input: { fileName: string; text: string }): Promise<DesignDocument>
  }
  runs: {
    start(input: {
      design: Design
      preset: string | null
      seeds: number[]
      workers?: number
    }): Promise<{ runIds: string[] }>
    pause(input: { runId: string }): Promise<void>
    /** Of a paused run. */
    unpause(input: { runId: string }): Promise<void>
    stop(input: { runId: string }): Promise<void>
    checkpoint(input: { runId: string }): Promise<void>
    /** Continues a stopped or interrupted run from its last checkpoint. */
    resume(input: { runId: string }): Promise<void>
    /**
     * A new run from a checkpoint of another (`done`; null: the newest), with `path=value` settings. What may not change
     * is refused with the reason.
     */
    branch(input: { runId: string; done: number | null; settings: string[] }): Promise<{ runId: string }>
    /** New order of the queued runs. */
    reorder(input: { runIds: string[] }): Promise<void>
    /** Responds to a drawn picture [28 * 28], learning undisturbed; works on running and on finished runs. */
    probe(input: { runId: string; pixels: Uint8Array }): Promise<ProbeResponse>
  }
  sweeps: {
    /** The sweeps of the project, newest first, with those in the trash. */
    list(): Promise<SweepInfo[]>
    get(input: { sweepId: string }): Promise<SweepDetails>
    /** Every trial of a plan, and what launching it would do; nothing is written. */
    preview(input: { design: Design; preset: string | null; plan: SweepPlan }): Promise<SweepPreview>
    /** What is left of a plan to do, added up over its trials; takes a few seconds of measuring the first time. */
    estimate(input: { design: Design; preset: string | null; plan: SweepPlan; workers: number }): Promise<CostEstimate>
    /**
     * Queues every run that is not there yet, by frozen design and seed, and lets those that ended early go on. A plan over the same
     * fields of the same design extends the sweep that is there.
     */
    launch(input: { design: Design; preset: string | null; plan: SweepPlan }): Promise<SweepInfo>
    /** The same for more values or seeds of one sweep. */
    extend(input: { sweepId: string; plan: SweepPlan }): Promise<SweepInfo>
    stop(input: { sweepId: string }): Promise<void>
    continue(input: { sweepId: string }): Promise<SweepInfo>
    /** An empty name gives back that of its design. */
    rename(input: { sweepId: string; name: string }): Promise<SweepInfo>
    /** Into the trash, with its runs; refused while one of them goes on or waits. `restore` brings both back. */
    trash(input: { sweepId: string }): Promise<void>
    restore(input: { sweepId: string }): Promise<void>
  }
  history: {
    query(input: HistoryQuery): Promise<HistoryPage>
    get(input: { runId: string }): Promise<RunDetails>
    metrics(input: { runIds: string[]; name: string }): Promise<Record<string, { step: number[]; value: number[] }>>
    /** Everything that a run has measured on the way, as far as it is saved. */
    measured(input: { runId: string }): Promise<MeasuredSeries[]>
    array(input: { runId: string; name: string; step?: number }): Promise<NamedArray>
    series(input: { runId: string; name: string }): Promise<Series>
    /** Parameters by path that are not the same in all runs. */
    differences(input: { runIds: string[] }): Promise<ParameterDifference[]>
    label(input: { runIds: string[]; change: LabelChange }): Promise<void>
    trash(input: { runIds: string[] }): Promise<void>
    restore(input: { runIds: string[] }): Promise<void>
    folders(): Promise<FolderCount[]>
    savedFilters(): Promise<SavedFilter[]>
    saveFilter(input: SavedFilter): Promise<void>
    deleteFilter(input: { name: string }): Promise<void>
    /** Writes the figure into the host's download; the file's bytes for a browser. */
    exportFigure(input: {
      runId: string
      figure: string
      format: 'svg' | 'png'
    }): Promise<{ name: string; bytes: Uint8Array }>
    /** A zip file with the runs by themselves, for another project. */
    exportBundle(input: { runIds: string[] }): Promise<{ name: string; bytes: Uint8Array }>
    /**
     * Asks for a bundle by the host's dialog, or takes the path given. Adds those of its runs that the project does not have: all, or
     * none when anything in it is wrong. Null when the person cancels.
     */
    importBundle(input: { path?: string }): Promise<ImportedRuns | null>
    reproductions(): Promise<ReproductionCard[]>
  }
  datasets: {
    /** First digits of one half of a data set, to look at. */
    preview(input: {
      dataset: string
      split: 'train' | 'test'
      count: number
    }): Promise<{ images: NamedArray; labels: number[]; trainCount: number; testCount: number }>
    /** Asks for a folder by the host's dialog, or takes the path given. */
    choose(input: { path?: string }): Promise<{ dataset: string } | null>
  }
  live: {
    /** Everything that changes in the project: status, progress and metrics of its runs. */
    activity(): AsyncIterable<ActivityEvent>
    /** Frames of one run. A new frame is sent only after the view has taken the last one (see `taken`). */
    watch(input: { runId: string; request: LiveRequest }): AsyncIterable<LiveFrame>
    /** Changes what a running watch shows. */
    change(input: { runId: string; request: LiveRequest }): Promise<void>
    /** Credits the stream with one more frame. */
    taken(input: { runId: string }): Promise<void>
  }
}

export interface AboutInfo {
  version: string
  engineVersion: string
  host: 'electron' | 'browser'
  platform: string
  cores: number
  licences: { name: string; version: string; licence: string }[]
}

export interface Settings {
  theme: 'system' | 'light' | 'dark'
  /** Worker threads shared by all runs. */
  workers: number
  memoryBudgetMb: number
  projectFolder: string
  /** Wall time between two checkpoints that a run writes by itself, s: what a crash can cost. Runs take it as they begin. */
  checkpointEveryS: number
  /** Newest of those that a run keeps. */
  checkpointsKept: number
  /** Folders with data sets that were looked at on this machine, besides those that are shipped. */
  datasets: string[]
}

export interface ProjectInfo {
  path: string
  name: string
  bytes: number
  runs: number
  readOnly: boolean
}

export interface RecentProject {
  path: string
  name: string
  openedAtMs: number
  exists: boolean
}

export interface PresetInfo {
  name: string
  title: string
  description: string
  /** What must come out; empty when there is nothing to compare with. */
  expected: string
  /** Wall time on two cores. */
  minutes: number
  kind: DesignKind
}

export interface DesignProblem {
  path: string
  value: string
  message: string
}

export interface CostEstimate {
  runs: number
  simulatedMs: number
  wallMs: number
  memoryBytes: number
  recordedBytes: number
  /** Where the times come from, for a person: measured just now, or scaled from earlier runs. */
  basis: string
  /** The times are of this design itself. If not, asking again later may give better ones. */
  measured: boolean
  /** Set when the design would be refused. */
  overBudget: string | null
}

export type ActivityEvent =
  | { type: 'run'; run: RunSummary }
  | { type: 'progress'; runId: string; progress: RunProgress; simulatedMs: number; wallMs: number; perSecond: number }
  | { type: 'metric'; runId: string; name: string; step: number; value: number }
  | { type: 'queue'; runIds: string[] }
  | { type: 'failed'; runId: string; error: PlainError }
  | { type: 'saved'; atMs: number }
  /** A document was made, changed, put into the trash or taken out of it. */
  | { type: 'design'; design: DesignInfo }

export type { LiveFrame, LiveRequest, Probe, ProbeResponse }
