/** What programs write into documents, and which of them does. */
const WRITERS = {
  /** docs/fleet-scaling.md */
  policy: 'npm run fleet:sim',
  evenings: 'npm run fleet:sim',
  /** docs/aws.md */
  cost: 'npm run infra:cost',
} as const;

/** A part of a document that a program writes. */
export type WrittenPart = keyof typeof WRITERS;

/**
 * What stands between the marks of a part.
 * @throws Error where the marks are missing
 */
export function readTables(document: string, part: WrittenPart): string {
  const [from, until] = bounds(document, part);
  return document.slice(from, until).trim();
}

/**
 * The document with other tables between the marks of a part.
 * @throws Error where the marks are missing
 */
export function replaceTables(document: string, part: WrittenPart, tables: string): string {
  const [from, until] = bounds(document, part);
  return `${document.slice(0, from)}\n\n${tables}\n\n${document.slice(until)}`;
}

function bounds(document: string, part: WrittenPart): [number, number] {
  const [begin, end] = [`<!-- ${part}: written by ${WRITERS[part]} -- --write -->`, `<!-- end of ${part} -->`];
  const from = document.indexOf(begin);
  const until = document.indexOf(end);
  if (from < 0 || until < from) throw new Error(`The document needs the lines ${begin} and ${end}.`);
  return [from + begin.length, until];
}
