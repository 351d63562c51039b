import type { LiveFrame, LiveRequest, Probe } from '../../../engine/index.ts'
import type { Feed } from './feed.ts'
import { createFeed } from './feed.ts'

/** A view of a run. It gets frames as long as it says that it takes them. */
export interface Watcher {
  frames: Feed<LiveFrame>
  change: (request: LiveRequest) => void
  taken: () => void
}

/** Everybody who looks at one run. The run sees one request, that of all who wait for a frame, and never waits itself. */
export interface Watchers {
  open: (request: LiveRequest) => Watcher
  /** Undefined while nobody has room for a frame: then none is made. */
  wanted: () => LiveRequest | undefined
  deliver: (frame: LiveFrame) => void
  /** The run has ended: so do its views. */
  close: () => void
}

interface Member {
  request: LiveRequest
  /** Frames it may still get. */
  credits: number
  /** Made for it, and not yet on their way; never more than its credits were. */
  frames: LiveFrame[]
  feed: Feed<LiveFrame>
}

/** One frame on the screen, and one on its way. */
const mostCredits = 2

export function createWatchers(): Watchers {
  const members = new Set<Member>()
  let asked: LiveRequest | undefined
  return {
    open: (request) => {
      const member: Member = { request, credits: mostCredits, frames: [], feed: undefined as never }
      member.feed = createFeed(
        () => member.frames.shift(),
        () => members.delete(member),
      )
      members.add(member)
      return {
        frames: member.feed,
        change: (changed) => {
          member.request = changed
        },
        taken: () => {
          member.credits = Math.min(mostCredits, member.credits + 1)
        },
      }
    },
    wanted: () => {
      const waiting = [...members].filter(({ credits }) => credits > 0)
      asked = waiting.length === 0 ? undefined : union(waiting.map(({ request }) => request))
      return asked
    },
    deliver: (frame) => {
      for (const member of members) {
        if (member.credits === 0 || asked === undefined) continue
        member.credits -= 1
        member.frames.push(part(frame, asked, member.request))
        // The run asks its threads for more work first; frames are packed while they are at it.
        setImmediate(member.feed.wake)
      }
    },
    close: () => {
      for (const { feed } of members) feed.end()
    },
  }
}

/** What several views want to see, as one request. */
function union(requests: LiveRequest[]): LiveRequest {
  if (requests.length === 1) return requests[0]
  const probes = new Map(requests.flatMap((request) => request.probes.map((probe) => [keyOf(probe), probe])))
  return {
    spikes: requests.some(({ spikes }) => spikes),
    weights: requests.some(({ weights }) => weights),
    probes: [...probes.values()],
    everySteps: requests.map(({ everySteps }) => everySteps).reduce(greatestCommonDivisor),
  }
}

/** What one view gets of a frame made for several. */
function part(frame: LiveFrame, asked: LiveRequest, request: LiveRequest): LiveFrame {
  if (asked === request) return frame
  const { weights, histogram, ...rest } = frame
  return {
    ...rest,
    spikes: request.spikes ? frame.spikes : new Int32Array(0),
    probes: probesOf(frame, asked, request),
    ...(request.weights && histogram !== undefined ? { histogram } : {}),
    ...(request.weights && weights !== undefined ? { weights } : {}),
  }
}

/** Rows lie at the steps that are multiples of `everySteps`. */
function probesOf(frame: LiveFrame, asked: LiveRequest, request: LiveRequest): Float32Array {
  const places = new Map(asked.probes.map((probe, column) => [keyOf(probe), column]))
  const columns = request.probes.map((probe) => places.get(keyOf(probe)))
  // A view that changed its mind since the frame was asked for gets its probes with the next one.
  if (columns.length === 0 || columns.includes(undefined)) return new Float32Array(0)
  const width = asked.probes.length
  const firstRow = Math.ceil(frame.shown.firstStep / asked.everySteps)
  const rows = Array.from({ length: frame.probes.length / width }, (_, row) => row).filter(
    (row) => ((firstRow + row) * asked.everySteps) % request.everySteps === 0,
  )
  return Float32Array.from(rows.flatMap((row) => columns.map((column) => frame.probes[row * width + column!])))
}

function keyOf(probe: Probe): string {
  return JSON.stringify(Object.entries(probe).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
