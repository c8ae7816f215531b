import {
  CONTACT_LAG_STEPS,
  INTAKE_CLASSES,
  MOUTH_CLASSES,
} from '../../../libs/recognition/src/motion/models/step-judgement';
import { STEP_MS } from '../../../libs/recognition/src/motion/steps/step-clock';
import type { Intake, LabelledSequence } from '../sequences/labelled-sequence';

/** The right answer to each question at one step: place of the class; null where the labels do not tell or it is doubtful. */
export interface StepTargets {
  readonly mouth: number | null;
  readonly holding: number | null;
  readonly contact: number | null;
}

/** A mouth is asked about only after it has done a thing for so long, ms: windows look back. */
const MOUTH_SETTLED_MS = 500;

/** Around a contact: surely it, and surely not it any more, ms. */
const CONTACT_NEAR_MS = 380;
const CONTACT_FAR_MS = 900;

/** The end of an intake is when the hand is back: so long before it, it has left the mouth, ms. */
const RETREAT_MS = 800;
const SHORTEST_HOLD_MS = 350;
/** What is at the mouth is not asked so close to a change, ms. */
const HOLD_DOUBT_MS = 250;

/** What a model should say at a step of a sequence. */
export function targetsAt(sequence: LabelledSequence, at: number): StepTargets {
  const { labelled, mouth, intakes } = sequence;
  const span = labelled.mouth ? mouth.find(({ from, to }) => at >= from + MOUTH_SETTLED_MS && at < to) : undefined;
  return {
    mouth: span ? MOUTH_CLASSES.indexOf(span.label) : null,
    holding: labelled.intake ? holdingAt(intakes, at) : null,
    contact: labelled.intake ? contactAt(intakes, at - CONTACT_LAG_STEPS * STEP_MS) : null,
  };
}

const NONE = INTAKE_CLASSES.indexOf('none');

function holdingAt(intakes: readonly Intake[], at: number): number | null {
  for (const { kind, contactAt: touched, endedAt } of intakes) {
    const released = Math.max(endedAt - RETREAT_MS, touched + SHORTEST_HOLD_MS);
    if (at >= touched && at <= released) return INTAKE_CLASSES.indexOf(kind);
    if (at > touched - HOLD_DOUBT_MS && at < Math.max(released + HOLD_DOUBT_MS, endedAt)) return null;
  }
  return NONE;
}

function contactAt(intakes: readonly Intake[], at: number): number | null {
  let isDoubtful = false;
  for (const { kind, contactAt: touched } of intakes) {
    const distance = Math.abs(at - touched);
    if (distance <= CONTACT_NEAR_MS) return INTAKE_CLASSES.indexOf(kind);
    if (distance < CONTACT_FAR_MS) isDoubtful = true;
  }
  return isDoubtful ? null : NONE;
}
