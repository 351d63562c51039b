import { saveBlob } from '../../../ui/save-blob.ts'

export function saveFile(name: string, bytes: Uint8Array, type: string): void {
  saveBlob(new Blob([new Uint8Array(bytes)], { type }), name)
}
