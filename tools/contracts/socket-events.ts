import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { docstringOf } from './docstrings';

/** One event of an event map of libs/shared. */
export interface SocketEvent {
  readonly name: string;
  /** Types of what goes with it. */
  readonly payload: readonly string[];
  /** Type of its acknowledgement, where it is answered. */
  readonly answer: string | undefined;
  readonly docstring: string;
}

/**
 * The events of an event map.
 * @param file where it is
 * @param name of the interface, such as `WorkerToApiEvents`
 * @throws Error where the file has no such interface
 */
export function readSocketEvents(file: string, name: string): readonly SocketEvent[] {
  return socketEventsOf(readFileSync(file, 'utf8'), name);
}

/** As {@link readSocketEvents}, of a source text. */
export function socketEventsOf(source: string, name: string): readonly SocketEvent[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const map = file.statements.filter(ts.isInterfaceDeclaration).find((declaration) => declaration.name.text === name);
  if (!map) throw new Error(`There is no event map with the name ${name}.`);
  return map.members.filter(ts.isPropertySignature).map((member) => {
    const parameters = member.type && ts.isFunctionTypeNode(member.type) ? [...member.type.parameters] : [];
    const reply = parameters.map(({ type }) => type).find((type) => type && ts.isFunctionTypeNode(type));
    return {
      name: member.name.getText(),
      payload: parameters.flatMap(({ type }) => (type && type !== reply ? [type.getText()] : [])),
      answer: reply && ts.isFunctionTypeNode(reply) ? reply.parameters[0]?.type?.getText() : undefined,
      docstring: docstringOf(member),
    };
  });
}
