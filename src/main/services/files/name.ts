/** A title as a file name that every system takes: 'Feed-forward, 10 pools' becomes 'feed-forward-10-pools'. */
export function fileNameOf(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  return words.join('-').slice(0, 80) || 'design'
}

/** A name that was made from what stands in a project, which may be from anywhere: it never leads out of its folder. */
export function plainName(name: string): string {
  return name.replace(/[/\\:*?"<>|\p{Cc}]+/gu, '-')
}
