import { engineSentence } from './engine-messages.ts'

/** One sentence for each error code, made from its facts. */
export const errorMessages = {
  DESIGN_INVALID: (f: { source: string; problems: string[] }) => `${f.source} cannot be used.${listed(f.problems)}`,
  DESIGN_TOO_NEW: (f: { source: string; version: number; supported: number }) =>
    `${f.source} was written by a newer Bistable: its design has version ${f.version}, this program knows versions up to ` +
    `${f.supported}. Update the program to open it.`,
  DESIGN_UNREADABLE: (f: { file: string; reason: string }) =>
    `The design ${f.file} cannot be read: ${f.reason}. A design is a JSON file, as written by "show <run> --design" and by exporting one.`,
  DESIGN_NOT_FOUND: (f: { design: string; project: string; known: string }) =>
    `There is no design "${f.design}" in ${f.project}: ${f.known}.`,
  DESIGN_CHANGED: (f: { id: string; name: string; revision: number }) =>
    `The design "${f.name}" was changed elsewhere meanwhile. Load it anew, or save this one as a copy.`,
  SWEEP_INVALID: (f: { problems: string[] }) => `This sweep cannot be launched.${listed(f.problems)}`,
  SWEEP_NOT_FOUND: (f: { sweep: string; project: string }) => `There is no sweep "${f.sweep}" in ${f.project}.`,
  SETTINGS_INVALID: (f: { problems: string[] }) =>
    f.problems.length === 1 ? f.problems[0] : `These settings cannot be used.${listed(f.problems)}`,

  PRESET_NOT_FOUND: (f: { name: string; nearest: string[]; allowed: string[] }) =>
    `There is no preset "${f.name}".${didYouMean(f.nearest)} Presets: ${f.allowed.join(', ')}. ` +
    `To run a design of your own, give the path of a .json file.`,
  PRESET_INVALID: (f: { file: string; problems: string[] }) =>
    `The preset file ${f.file} cannot be used.${listed(f.problems)}`,

  DATASET_INVALID: (f: { file: string; found: string; expected: string }) =>
    `The data file ${f.file} cannot be used: found ${f.found}, expected ${f.expected}.`,
  DATASET_MISSING: (f: { folder: string; found: string; expected: string[] }) =>
    `The data set ${f.folder} cannot be used: ${f.found}. Expected a folder with ${f.expected.join(', ')} ` +
    `(each plain or compressed with .gz).`,
  FILE_INVALID: (f: { file: string; found: string; expected: string }) =>
    `The file ${f.file} cannot be used: found ${f.found}, expected ${f.expected}.`,

  BUNDLE_INVALID: (f: { file: string; found: string }) =>
    `The bundle ${f.file} cannot be imported: found ${f.found}. A bundle is a .zip file as written by "export --format bundle"; ` +
    `nothing of it was added.`,

  NO_PROJECT: (_: undefined) => 'No project is open. Open one, or create one, on the Home page.',
  PROJECT_NOT_FOUND: (f: { file: string }) =>
    `There is no project ${f.file}. Name an existing one with --project, or start a run to create it.`,
  PROJECT_FOREIGN: (f: { file: string; found: string }) =>
    `${f.file} is not a Bistable project: ${f.found}. It was left untouched; choose another file.`,
  PROJECT_TOO_NEW: (f: { file: string; version: number; supported: number }) =>
    `${f.file} was written by a newer Bistable: it has format ${f.version}, this program knows formats up to ` +
    `${f.supported}. It was left untouched; update the program to open it.`,
  PROJECT_DAMAGED: (f: { file: string; found: string }) =>
    `The project ${f.file} is damaged: ${f.found}. "lab doctor" says what is lost, and with --repair saves the rest into ` +
    `another file; the damaged one stays as it is.`,
  PROJECT_MOVED: (f: { file: string }) =>
    `The project ${f.file} was moved, replaced or deleted while it was open. What was saved before is in the file, where it is ` +
    `now; nothing was written since.`,
  PROJECT_NOT_BACKED_UP: (f: { file: string; bytes: number; reason: string }) =>
    `The project ${f.file} has an older format and would be brought up to date, but no copy of it can be kept beside it ` +
    `(${f.bytes} bytes): ${f.reason}. Make room or the folder writable; it was left as it is.`,
  NOT_REPAIRED: (f: { file: string; reason: string }) => `Nothing can be saved from ${f.file}: ${f.reason}.`,
  PROJECT_EXISTS: (f: { file: string }) => `${f.file} exists already. Open it, or choose another name.`,
  PROJECT_NOT_CREATED: (f: { file: string; reason: string }) =>
    `The project ${f.file} cannot be created: ${f.reason}. Choose another folder, or make this one writable.`,
  PROJECT_NOT_OPENED: (f: { file: string; reason: string }) => `The project ${f.file} cannot be opened: ${f.reason}.`,
  PROJECT_BUSY: (f: { file: string }) =>
    `The project ${f.file} is busy: another program has been writing to it for too long. Try again in a moment.`,
  PROJECT_READ_ONLY: (f: { file: string }) =>
    `The project ${f.file} cannot be written to. Make the file and its folder writable, or work on a copy.`,
  PROJECT_IO: (f: { file: string; reason: string }) =>
    `Reading or writing the project ${f.file} failed: ${f.reason}. What was saved before is still there.`,
  DISK_FULL: (f: { file: string }) =>
    `There is no room left on the disk of ${f.file}. What was saved before is still there; free some space and try again.`,

  RUN_NOT_FOUND: (f: { run: string; project: string; known: string }) =>
    `There is no run "${f.run}" in ${f.project}: ${f.known}.`,
  RUN_AMBIGUOUS: (f: { run: string; project: string; matches: string[] }) =>
    `"${f.run}" stands for several runs of ${f.project}: ${f.matches.join(', ')}. Give more of the id.`,
  RUN_LOST: (f: { run: number }) =>
    `Run #${f.run} is listed and cannot be found: the project is damaged. "lab doctor" says what can be saved.`,
  RUN_ENDED: (f: { run: string }) => `Run ${f.run} has ended.`,
  RUN_NOT_RESUMABLE: (f: { run: string; status: string }) =>
    `Run ${f.run} cannot be resumed: it is ${f.status}. Runs that were stopped, interrupted or failed can.`,
  RUN_NOT_ACTIVE: (f: { run: string; status: string }) =>
    `Run ${f.run} is ${f.status}: only a run that goes on can do this.`,
  RUN_ELSEWHERE: (f: { run: string; status: string }) =>
    `Run ${f.run} is ${f.status} in another program: pause it, stop it or look into it there.`,
  /** The reason goes on where the sentence has begun. */
  RUN_CANNOT: (f: { run: string; reason: string }) => `Run ${f.run} ${f.reason}.`,
  RUN_LIVE: (f: { run: string; status: string }) => `Run ${f.run} is ${f.status}: stop it first.`,
  RESULT_MISSING: (f: { run: string; status: string; what: string }) => `Run ${f.run} (${f.status}) has no ${f.what}.`,
  ARTIFACT_TOO_LARGE: (f: { name: string; bytes: number; limit: number }) =>
    `The array ${f.name} of ${f.bytes} bytes cannot be stored: the limit is ${f.limit} bytes. Record less of it.`,
  ARTIFACT_DAMAGED: (f: { name: string; run: number }) =>
    `The array ${f.name} of run ${f.run} does not match its checksum: the project file is damaged.`,
  CHECKPOINT_NOT_FOUND: (f: { run: string; done: number | 'latest'; kept: number[] }) =>
    f.kept.length === 0
      ? `Run ${f.run} has no checkpoint to go on from.`
      : `Run ${f.run} has no usable checkpoint at ${f.done}. Kept are those at ${f.kept.join(', ')}.`,
  BRANCH_REFUSED: (f: { problems: string[]; allowed: string[] }) =>
    `A branch cannot begin like this.${listed(f.problems)}\nWhat a branch may change: ${f.allowed.length === 0 ? 'nothing' : f.allowed.join(', ')}.`,
  CHECKPOINT_DAMAGED: (f: { run: string; done: number }) =>
    `The checkpoint of run ${f.run} at ${f.done} is not as it was written: the project file is damaged.`,

  WORKER_DIED: (f: { reason: string }) =>
    `A worker thread ended unexpectedly: ${f.reason}. The run was stopped; what it had saved is kept.`,
  /** Well-formed, and yet it cannot be carried out here. */
  DESIGN_REFUSED: ({ problem }: { problem: string }) => problem,
  ENGINE_REFUSED: engineSentence,

  PORT_TAKEN: (f: { port: number; reason: string }) =>
    `The page cannot be served on port ${f.port}: ${f.reason}. Give another with --port, or none for any that is free.`,
  PAGE_NOT_BUILT: (f: { folder: string; reason: string }) =>
    `There is no built page in ${f.folder}, and building it failed: ${f.reason}. "npm run build" shows why.`,
  CORE_DIED: (f: { reason: string }) =>
    `The core ended unexpectedly: ${f.reason}. Runs can be resumed after a new start.`,
  PEER_MISSING: (f: { peer: string; reason: string }) =>
    `There is nothing to compare with: ${f.peer} cannot be used here (${f.reason}). Leave out --peer, or install it.`,
  EXPORT_FAILED: (f: { file: string; reason: string }) => `${f.file} cannot be written: ${f.reason}.`,
  USAGE: (f: { problem: string; help: string }) => `${f.problem}\n${f.help}`,
} as const

function listed(problems: string[]): string {
  return problems.map((problem) => `\n  ${problem}`).join('')
}

function didYouMean(nearest: string[]): string {
  return nearest.length === 0 ? '' : ` Did you mean ${nearest.map((name) => `"${name}"`).join(' or ')}?`
}
