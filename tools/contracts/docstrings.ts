import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** The docstrings of classes and their members: `JoinMeal` and `JoinMeal.displayName`. */
export type Docstrings = ReadonlyMap<string, string>;

/** What a class says of itself. */
interface DescribedClass {
  readonly name: string;
  /** Name of the class that it extends. */
  readonly base: string | undefined;
  readonly docstring: string;
  /** Docstrings of its members by their names; those that have none are left out. */
  readonly members: ReadonlyMap<string, string>;
}

/** Reads the docstrings of every class below some folders, inherited ones too; specs are left out. */
export function readDocstrings(folders: readonly string[]): Docstrings {
  return docstringsOf(folders.flatMap(sourceFiles).map((file) => readFileSync(file, 'utf8')));
}

/** The docstrings of the classes of some source texts. */
export function docstringsOf(sources: readonly string[]): Docstrings {
  const classes = new Map(sources.flatMap(describedClasses).map((described) => [described.name, described]));
  const docstrings = new Map<string, string>();
  for (const { name, docstring } of classes.values()) {
    if (docstring) docstrings.set(name, docstring);
    for (let from = classes.get(name); from; from = classes.get(from.base ?? '')) {
      for (const [member, text] of from.members) {
        if (!docstrings.has(`${name}.${member}`)) docstrings.set(`${name}.${member}`, text);
      }
    }
  }
  return docstrings;
}

function describedClasses(source: string): DescribedClass[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isClassDeclaration).map((declaration) => ({
    name: declaration.name?.text ?? '',
    base: declaration.heritageClauses?.[0]?.types[0]?.expression.getText(),
    docstring: docstringOf(declaration),
    members: new Map(
      declaration.members.flatMap((member): [string, string][] => {
        const text = docstringOf(member);
        return text ? [[member.name?.getText() ?? '', text]] : [];
      }),
    ),
  }));
}

/** Everything before the first tag such as `@throws`, as one paragraph, links as the names that they lead to. */
export function docstringOf(node: ts.Node): string {
  const comment = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc)?.comment;
  return (ts.getTextOfJSDocComment(comment) ?? '')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.(spec|spec-support)\.ts$/.test(file))
    .sort()
    .map((file) => join(folder, file));
}
