import { createBistable } from '../../../src/renderer/app.ts'
import { createFakeLab } from '../fake/lab.ts'

createBistable(createFakeLab({ project: !location.search.includes('empty') })).mount('#app')
