/** A part of a document that a program writes, between two comments. */
export interface WrittenPart {
  /** Its name in the comments. */
  readonly name: string;
  /** The command that writes it. */
  readonly command: string;
}

/**
 * What stands between the comments of a part.
 * @throws Error where the comments are missing
 */
export function readPart(document: string, part: WrittenPart): string {
  const [from, until] = bounds(document, part);
  return document.slice(from, until).trim();
}

/**
 * The document with something else between the comments of a part.
 * @throws Error where the comments are missing
 */
export function replacePart(document: string, part: WrittenPart, text: string): string {
  const [from, until] = bounds(document, part);
  return `${document.slice(0, from)}\n\n${text}\n\n${document.slice(until)}`;
}

function bounds(document: string, { name, command }: WrittenPart): [number, number] {
  const [begin, end] = [`<!-- ${name}: written by ${command} -->`, `<!-- end of ${name} -->`];
  const from = document.indexOf(begin);
  const until = document.indexOf(end);
  if (from < 0 || until < from) throw new Error(`The document needs the lines ${begin} and ${end}.`);
  return [from + begin.length, until];
}
