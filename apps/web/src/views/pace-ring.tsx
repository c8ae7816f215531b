import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { RING_STEPS } from '../together/participant-rhythm';
import { ringPhase } from '../together/ring-phase';
import type { TogetherState } from '../together/together-state';
import { useWords } from './language-context';

/** What {@link PaceRing} needs. */
export interface PaceRingProps {
  readonly together: TogetherState;
  readonly participantId: string;
}

/** A ring around a tile that fills with the time since the last bite; there is none where that is not known. */
export function PaceRing({ together, participantId }: PaceRingProps): JSX.Element | null {
  const words = useWords();
  const step = useComputed(() => together.rhythm.value.ringSteps.get(participantId)).value;
  if (step === undefined) return null;
  const phase = ringPhase(step);
  return (
    <svg class="pace-ring" role="img" aria-label={words.together[phase]} data-testid="pace-ring" data-step={step}>
      <rect class="pace-ring-ground" width="100%" height="100%" rx="11" />
      <rect
        class="pace-ring-fill"
        width="100%"
        height="100%"
        rx="11"
        pathLength={RING_STEPS}
        stroke-dasharray={`${String(step)} ${String(RING_STEPS)}`}
      />
    </svg>
  );
}
