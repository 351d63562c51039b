/** For tools that do not read .vue files themselves, such as lint; vue-tsc does, and checks props and slots. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'
  const component: DefineComponent
  export default component
}
