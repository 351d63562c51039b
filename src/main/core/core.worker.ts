import { conduct } from '../../engine/index.ts'
import { serveCoreThread } from './thread.ts'

serveCoreThread(conduct)
