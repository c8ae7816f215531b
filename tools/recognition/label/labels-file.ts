import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ClipLabels } from '../sequences/real/clip-labels';

/** How a file of labels looks. */
const FORM =
  'It holds JSON such as {"clip.mp4": {"seg": [[0, 1.9, "idle"], [1.9, 5.1, "drink"]], "contact": [[2.6, 4.6]], "neg_contact": []}}, times in seconds';

/**
 * Reads what a person says of a clip: the form of `labels.json`, for many clips by file name or for this one alone.
 * @throws Error when the file is not there, is no such JSON, or does not know the clip
 */
export function readLabelsFile(file: string, clip: string): ClipLabels {
  if (!existsSync(file)) throw new Error(`There is no file of labels ${file}. ${FORM}.`);
  const content = parse(file);
  const name = basename(clip);
  const labels = isRecord(content) && 'seg' in content ? content : isRecord(content) ? content[name] : undefined;
  if (labels === undefined) throw new Error(`${file} has no labels for ${name}. ${FORM}.`);
  if (!isClipLabels(labels)) throw new Error(`The labels for ${name} in ${file} cannot be read. ${FORM}.`);
  return labels;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON. ${FORM}.`, { cause: error });
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSpan = (value: unknown): boolean =>
  Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number' && value[0] <= value[1];

function isClipLabels(value: unknown): value is ClipLabels {
  if (!isRecord(value) || !Array.isArray(value.seg)) return false;
  const areSpans = (spans: unknown): boolean => spans === undefined || (Array.isArray(spans) && spans.every(isSpan));
  const areNamed = value.seg.every((span: unknown) => isSpan(span) && typeof (span as unknown[])[2] === 'string');
  return areNamed && areSpans(value.contact) && areSpans(value.neg_contact);
}
