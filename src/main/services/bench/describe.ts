import type { BenchReport, PeerReport, PlasticSample } from './report.ts'
import type { Spread } from './spread.ts'

/** The report for people. */
export function describeBench(report: BenchReport): string {
  const { machine, costs } = report
  return [
    `${machine.cpu}, ${machine.cores} cores, Node ${machine.node}`,
    `Workload: ${report.workload}.`,
    '',
    table(
      ['outputs', 'threads', 'precision', 'ms per sample', '(quartiles)', 'M events/s', 'ns/event', 'MiB', 'B/synapse'],
      [...report.plasticSample, ...report.exactSample].map(sampleCells),
    ),
    ...report.scaling.map(
      ({ from, to, timesEvents, timesTime }) =>
        `From ${from} to ${to} outputs: ${timesEvents.toFixed(1)} times the events take ${timesTime.toFixed(1)} times as long.`,
    ),
    `At ${costs.outputs} outputs a neuron's step costs ${costs.neuronStepNs.toFixed(2)} ns, a transmitted event ` +
      `${costs.transmissionNs.toFixed(2)} ns, and learning ${costs.learningNs.toFixed(2)} ns per event.`,
    ...(report.peer ? ['', ...describePeer(report.peer)] : []),
    '',
  ].join('\n')
}

function sampleCells(row: PlasticSample): string[] {
  const {
    outputs,
    threads,
    precision,
    msPerSample,
    lowMs,
    highMs,
    eventsPerSecond,
    nsPerEvent,
    bytes,
    bytesPerSynapse,
  } = row
  return [
    `${outputs}`,
    `${threads}`,
    precision,
    msPerSample.toFixed(3),
    `${lowMs.toFixed(3)}-${highMs.toFixed(3)}`,
    (eventsPerSecond / 1e6).toFixed(0),
    nsPerEvent.toFixed(2),
    (bytes / 2 ** 20).toFixed(1),
    bytesPerSynapse.toFixed(1),
  ]
}

function describePeer({ name, version, rows }: PeerReport): string[] {
  return [
    `Beside ${name} (${version}), in turns on the same drive, one thread, f32:`,
    table(
      ['outputs', 'part', 'ours, ms', 'theirs, ms', 'theirs / ours', '(quartiles)', 'pairs'],
      rows.map(({ outputs, part, oursMs, peerMs, ratio, pairs }) => [
        `${outputs}`,
        part,
        spread(oursMs),
        spread(peerMs),
        ratio.median.toFixed(2),
        `${ratio.low.toFixed(2)}-${ratio.high.toFixed(2)}`,
        `${pairs}`,
      ]),
    ),
  ]
}

function spread({ median, low, high }: Spread): string {
  return `${median.toFixed(3)} (${low.toFixed(3)}-${high.toFixed(3)})`
}

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)))
  const line = (cells: string[]): string => cells.map((cell, column) => cell.padStart(widths[column])).join('  ')
  return [head, ...rows].map(line).join('\n')
}
