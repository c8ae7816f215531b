import { readFileSync } from 'node:fs';
import { type Copy, DockerfileParser, type From, type Instruction, type JSONInstruction } from 'dockerfile-ast';

/** One instruction of a Dockerfile. */
export interface Step {
  /** In capitals: RUN, COPY … */
  readonly keyword: string;
  /** Its arguments without flags; of RUN the whole command as one. */
  readonly args: readonly string[];
  /** The strings of the exec form (`["node", "main.js"]`); undefined where it is written in another form. */
  readonly exec: readonly string[] | undefined;
  /** The stage that COPY takes from; undefined where it is the context. */
  readonly from: string | undefined;
  /** From 1. */
  readonly line: number;
}

/** What stands between one FROM and the next. */
export interface Stage {
  /** The name after AS; of the last one `final`. */
  readonly name: string;
  /** Image or earlier stage. */
  readonly base: string;
  readonly steps: readonly Step[];
}

function execForm(instruction: Instruction, keyword: string): string[] | undefined {
  if (!['CMD', 'ENTRYPOINT', 'HEALTHCHECK'].includes(keyword)) return undefined;
  // Of a health check the exec form follows the word CMD and the options.
  const [, list] = /(\[.*\])\s*$/s.exec(instruction.getRawArgumentsContent() ?? '') ?? [];
  const strings = (instruction as Partial<JSONInstruction>).getJSONStrings?.() ?? [];
  if (list === undefined && strings.length === 0) return undefined;
  return list === undefined ? undefined : (JSON.parse(list) as string[]);
}

function toStep(instruction: Instruction): Step {
  const keyword = instruction.getKeyword().toUpperCase();
  const values = instruction.getArguments().map((argument) => argument.getValue());
  const args = keyword === 'RUN' ? [instruction.getRawArgumentsContent() ?? ''] : values;
  return {
    keyword,
    args,
    exec: execForm(instruction, keyword),
    from: keyword === 'COPY' ? ((instruction as Copy).getFromFlag()?.getValue() ?? undefined) : undefined,
    line: instruction.getRange().start.line + 1,
  };
}

/**
 * The stages of a Dockerfile, in order; the last one makes the image.
 * @param path of the file
 * @throws Error where it has none
 */
export function readStages(path: string): Stage[] {
  const stages: { name: string; base: string; steps: Step[] }[] = [];
  for (const instruction of DockerfileParser.parse(readFileSync(path, 'utf8')).getInstructions()) {
    if (instruction.getKeyword().toUpperCase() === 'FROM') {
      const from = instruction as From;
      stages.push({ name: from.getBuildStage() ?? 'final', base: from.getImage() ?? '', steps: [] });
    } else stages.at(-1)?.steps.push(toStep(instruction));
  }
  if (stages.length === 0) throw new Error(`${path} has no stage.`);
  return stages;
}
