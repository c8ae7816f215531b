/**
 * Breaks a text into lines at its spaces. A word that is wider than a line gets one of its own.
 * @param widthOf measures a text
 * @param width of a line, in the unit of `widthOf`
 */
export function wrapText(text: string, widthOf: (text: string) => number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1) ?? ''} ${word}` : word;
    if (lines.length > 0 && widthOf(longer) <= width) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines;
}
