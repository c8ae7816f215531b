import type { StepJudge, StepJudgement } from './step-judgement';

/** What two kinds of learners say together: the mean of their probabilities. They err differently, so that it errs less. */
export function meanJudge(judges: readonly StepJudge[]): StepJudge {
  return (window) => {
    const said = judges.map((judge) => judge(window));
    const mouths = said.flatMap(({ mouth }) => mouth ?? []);
    return {
      mouth: mouths.length === said.length ? meanOf<NonNullable<StepJudgement['mouth']>>(mouths) : null,
      holding: meanOf(said.map(({ holding }) => holding)),
      contact: meanOf(said.map(({ contact }) => contact)),
    };
  };
}

function meanOf<Probabilities extends Readonly<Record<string, number>>>(all: readonly Probabilities[]): Probabilities {
  const names = Object.keys(all[0] ?? {});
  const means = names.map((name) => [name, all.reduce((sum, own) => sum + (own[name] ?? 0), 0) / all.length]);
  return Object.fromEntries(means) as Probabilities;
}
