import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { LabError } from '../../../../contract/errors.ts'
import type { CoreThread } from '../../../core/start.ts'
import type { Command } from '../command.ts'
import { exitCodes, jsonOption } from '../command.ts'
import type { Terminal } from '../terminal.ts'
import { version } from '../version.ts'

const highestPort = 65_535

export const serve: Command = {
  name: 'serve',
  summary: 'Serve the laboratory to a browser on this machine.',
  operands: [{ name: 'project', doc: 'The project to begin with; made when there is none.', optional: true }],
  options: {
    port: {
      type: 'whole',
      value: 'N',
      min: 0,
      max: highestPort,
      default: 0,
      doc: 'Port on 127.0.0.1; 0: any that is free.',
    },
    'no-open': { type: 'flag', doc: 'Only print the address, and open no browser.' },
    json: { ...jsonOption, doc: 'For machines: one line {"url": ...} when it is ready. Opens no browser.' },
  },
  examples: [
    { line: 'serve trials.bistable', does: 'Print the address, and open it where there is a browser.' },
    {
      line: 'serve --port 8080 --no-open',
      does: 'On a distant machine; "ssh -L 8080:127.0.0.1:8080 machine" brings it to yours.',
    },
  ],
  run: async ({ arguments: given, terminal }) => {
    const json = given.flag('json')
    const project = given.optional('project')
    const { buildIfNeeded, builtPage } = await import('../../build.ts')
    buildIfNeeded((text) => terminal.err.write(text))
    const core = await openCore(project === undefined ? null : resolve(project), terminal)
    const { serveBrowser } = await import('../../browser/server.ts')
    const host = await serveBrowser({ core, pageFolder: builtPage, port: given.whole('port')! })
    if (json) terminal.out.write(`${JSON.stringify({ url: host.url })}\n`)
    else
      terminal.out.write(`Bistable is at ${host.url}\nWhoever knows this address can use it. Press Ctrl+C to stop.\n`)
    if (!json && !given.flag('no-open')) {
      const { hasDisplay, openPage } = await import('../../browser/open-page.ts')
      if (hasDisplay()) openPage(host.url)
    }
    await interrupted(terminal)
    terminal.err.write('\nStopping, and keeping what there is. Press Ctrl+C again to leave at once.\n')
    await host.close()
    await core.close()
    return exitCodes.completed
  },
}

async function openCore(project: string | null, terminal: Terminal): Promise<CoreThread> {
  const [{ startCore }, { aboutThis }, { built }, { settingsFolder }] = await Promise.all([
    import('../../../core/start.ts'),
    import('../../about.ts'),
    import('../../build.ts'),
    import('../../../services/settings/index.ts'),
  ])
  const here = (path: string): URL => new URL(`../../../${path}`, import.meta.url)
  return startCore(
    here('core/core.worker.ts'),
    {
      home: settingsFolder(),
      presetsFolder: fileURLToPath(here('../../resources/presets')),
      workerUrl: here('workers/engine.worker.ts').href,
      about: aboutThis(version, 'browser', built),
      project,
    },
    {
      // A page asks by itself: there are no dialogs of the system here.
      ask: () => Promise.resolve(null),
      opened: () => undefined,
      busy: () => undefined,
      report: (where, message) => terminal.err.write(`${where}: ${message}\n`),
      died: (error) => {
        throw new LabError('CORE_DIED', { reason: error.message }, { cause: error })
      },
    },
  )
}

/** At the second Ctrl+C the program ends, whatever it is doing. */
function interrupted(terminal: Terminal): Promise<void> {
  return new Promise((resolve) => {
    let before = false
    terminal.onInterrupt(() => {
      if (before) process.exit(exitCodes.stopped)
      before = true
      resolve()
    })
  })
}
