import { onScopeDispose, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useConnection } from '../client/api.ts'
import { useActivity } from '../stores/activity.ts'
import { provideCommands, useCommands } from '../stores/commands.ts'
import { useNotices } from '../stores/notices.ts'
import { useProject } from '../stores/project.ts'
import { useSettings } from '../stores/settings.ts'
import { useTheme } from '../theme/theme.ts'
import { places } from './places.ts'
import { useProjectDialog } from './project-dialog.ts'
import { useShortcuts } from './shortcuts.ts'

/** What the window does whatever is in view: it follows the core, and offers the commands that are always there. */
export function useShell(): void {
  const { state } = useConnection()
  const project = useProject()
  const settings = useSettings()
  const activity = useActivity()
  const notices = useNotices()

  // At first, and whenever the connection is back: what happened in between is not in the stream.
  watch(
    state,
    (now) => {
      if (now === 'open') void notices.attempt(() => Promise.all([settings.load(), project.load()]))
    },
    { immediate: true },
  )
  watch(
    () => (state.value === 'open' ? project.current?.path : undefined),
    (path) => {
      document.title = project.current === null ? 'Bistable' : `${project.current.name} – Bistable`
      if (path !== undefined) void notices.attempt(() => activity.follow())
    },
  )
  activity.onEvent((event) => {
    if (event.type === 'failed') notices.tell('bad', event.error.message)
    // The file has grown.
    if (event.type === 'run' && event.run.endedAtMs !== null) void project.refresh().catch(() => undefined)
  })
  offerCommands()
  followMenu()
}

function offerCommands(): void {
  const router = useRouter()
  const dialog = useProjectDialog()
  const settings = useSettings()
  const notices = useNotices()
  const commands = useCommands()
  const { isDark } = useTheme()

  useShortcuts(() => commands.available)
  provideCommands([
    {
      id: 'palette',
      title: 'Find a command',
      section: 'View',
      keys: 'Mod+K',
      run: () => (commands.paletteOpen = !commands.paletteOpen),
    },
    ...places.map(({ name, title, keys }) => ({
      id: `go.${name}`,
      title: `Go to ${title}`,
      section: 'Go to',
      keys,
      run: () => router.push({ name }),
    })),
    {
      id: 'project.open',
      title: 'Open a project…',
      section: 'Project',
      keys: 'Mod+O',
      run: () => notices.attempt(() => dialog.ask('open')),
    },
    {
      id: 'project.new',
      title: 'New project…',
      section: 'Project',
      run: () => notices.attempt(() => dialog.ask('new')),
    },
    {
      id: 'theme.toggle',
      title: 'Switch between light and dark',
      section: 'View',
      keywords: 'theme colours',
      keys: 'Mod+Shift+L',
      run: () => notices.attempt(() => settings.change({ theme: isDark.value ? 'light' : 'dark' })),
    },
  ])
}

/** What was chosen from the menu of a desktop window, or opened from outside of it. */
function followMenu(): void {
  const router = useRouter()
  const project = useProject()
  const dialog = useProjectDialog()
  const notices = useNotices()
  const commands = useCommands()
  const end = window.bistable?.onCommand((command) => {
    switch (command.type) {
      case 'new-project':
        void notices.attempt(() => dialog.ask('new'))
        break
      case 'open-project': {
        const { path } = command
        void notices.attempt(() => (path === undefined ? dialog.ask('open') : project.open(path)))
        break
      }
      case 'go':
        if (router.hasRoute(command.view)) void router.push({ name: command.view })
        break
      case 'palette':
        commands.paletteOpen = true
        break
    }
  })
  if (end !== undefined) onScopeDispose(end)
}
