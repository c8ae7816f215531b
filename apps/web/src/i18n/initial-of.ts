/** The first letter of a name as people see it, which may be several code points; empty for no name. */
export function initialOf(name: string): string {
  return [...new Intl.Segmenter().segment(name)][0]?.segment ?? '';
}
