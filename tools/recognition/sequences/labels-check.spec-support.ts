import { FACE_POINTS } from '../../../libs/recognition/src/motion/frame-landmarks';
import type { LabelledSequence } from './labelled-sequence';

/** For tests: what is wrong with a sequence, one line each; nothing for a sound one. */
export function faultsOf(sequence: LabelledSequence): string[] {
  return [...faultsOfFrames(sequence), ...faultsOfLabels(sequence)].map((fault) => `${sequence.id}: ${fault}`);
}

function faultsOfFrames({ frames }: LabelledSequence): string[] {
  const faults: string[] = [];
  if (frames.length === 0) faults.push('no frames');
  frames.forEach(({ capturedAt, face, body, hands, lookedFor }, index) => {
    if (!Number.isInteger(capturedAt)) faults.push(`frame ${index} at ${capturedAt}`);
    if (index > 0 && capturedAt <= (frames[index - 1]?.capturedAt ?? 0)) faults.push(`frame ${index} is not later`);
    if (face && face.points.length !== 2 * FACE_POINTS) faults.push(`frame ${index} has a face of other points`);
    if (hands.length > 2) faults.push(`frame ${index} has ${hands.length} hands`);
    if (hands.length > 0 && !lookedFor.hands) faults.push(`frame ${index} has hands that nobody looked for`);
    if (body && !lookedFor.body) faults.push(`frame ${index} has a body that nobody looked for`);
    const seen = [body?.points, body?.scores, ...hands.map(({ points }) => points)];
    if (!seen.every((values) => values?.every(Number.isFinite) ?? true))
      faults.push(`frame ${index} has points that are no numbers`);
  });
  return faults;
}

function faultsOfLabels({ mouth, intakes, negatives, labelled }: LabelledSequence): string[] {
  const faults: string[] = [];
  mouth.forEach(({ from, to, label }, index) => {
    if (!(from < to)) faults.push(`${label} from ${from} to ${to}`);
    const next = mouth[index + 1];
    if (next && next.from < to) faults.push(`${label} until ${to} and ${next.label} from ${next.from}`);
  });
  for (const { beganAt, contactAt, endedAt, kind } of intakes) {
    if (!(beganAt <= contactAt && contactAt <= endedAt)) faults.push(`${kind} ${beganAt} ${contactAt} ${endedAt}`);
  }
  for (const { from, to, what } of negatives) if (!(from <= to)) faults.push(`${what} from ${from} to ${to}`);
  if (!labelled.mouth && mouth.length > 0) faults.push('mouth labels without the question');
  return faults;
}
