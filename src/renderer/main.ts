import { createBistable } from './app.ts'
import { connect } from './client/connect.ts'

createBistable(connect()).mount('#app')
