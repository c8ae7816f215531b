import { alignedTable } from '../markdown/aligned-table';
import { SCHEMA_PREFIX, type Schema } from './contract-schemas';
import type { SocketEvent } from './socket-events';

/** What somebody who writes the other end needs to know of a contract: a table of its properties. */
export function contractTable(schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    `\`${name}\`${schema.required?.includes(name) ? '' : ' (optional)'}`,
    typeOf(property),
    cell(property.description ?? ''),
  ]);
  return alignedTable([['property', 'type', 'what it is'], ...rows]);
}

/** The events of one direction. */
export function eventTable(events: readonly SocketEvent[]): string {
  const rows = events.map(({ name, payload, answer, docstring }) => [
    `\`${name}\``,
    payload.map((type) => `\`${cell(type)}\``).join(', '),
    answer ? `\`${answer}\`` : '',
    cell(docstring),
  ]);
  return alignedTable([['event', 'with', 'answered with', 'when and what for'], ...rows]);
}

function typeOf({ type = 'object', items, enum: values, $ref, oneOf, ...bounds }: Schema): string {
  if ($ref) return `\`${$ref.slice(SCHEMA_PREFIX.length)}\``;
  if (oneOf) return oneOf.map(typeOf).join(' or ');
  if (values) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (items)
    return `list of ${typeOf(items)}${bounds.maxItems === undefined ? '' : `, at most ${String(bounds.maxItems)}`}`;
  return [type, ...boundsOf(bounds)].join(', ');
}

function boundsOf({ minimum, maximum, minLength, maxLength }: Schema): string[] {
  return [...range(minimum, maximum, ''), ...range(minLength, maxLength, ' characters')];
}

function range(least: number | undefined, most: number | undefined, unit: string): string[] {
  if (least !== undefined && most !== undefined) return [`${String(least)} to ${String(most)}${unit}`];
  if (least !== undefined) return [`from ${String(least)}${unit}`];
  return most === undefined ? [] : [`at most ${String(most)}${unit}`];
}

/** What a cell of a table cannot hold. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
