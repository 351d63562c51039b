import { z } from 'zod'

/** Name and notes say which design it is, and nothing of what it does. */
export function nameField(title: string) {
  return z.string().max(200).default(title).meta({
    title: 'Name',
    description: 'What the design and its runs are called. It changes nothing that is computed.',
  })
}

export const notesField = z.string().max(20000).default('').meta({
  title: 'Notes',
  description: 'For people: why it is as it is. Runs and files carry them along.',
})
