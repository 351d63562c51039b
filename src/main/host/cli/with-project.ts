import type { Lab, Project } from '../../lab.ts'

/** Opens a project for as long as the work takes. */
export async function withProject<T>(
  lab: Lab,
  file: string,
  options: { create: boolean },
  work: (project: Project) => Promise<T>,
): Promise<T> {
  const project = lab.open(file, options)
  try {
    return await work(project)
  } finally {
    await project.close()
  }
}
