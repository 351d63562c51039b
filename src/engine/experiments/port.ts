/**
 * How a conducted run reaches its workers. The host binds a port to a thread; tests bind it to a plain object.
 * Commands of one port are answered in order, one at a time.
 */
export interface WorkerPort {
  /** Answers with what the worker's handler returned; rejects with its error. Values are structured-cloned. */
  call(command: WorkerCommand): Promise<unknown>
}

/** `method` names a method of the object that `open` has created in the worker. */
export type WorkerCommand =
  { type: 'open'; kind: string; argument: unknown } | { type: 'call'; method: string; argument: unknown }
