import { REACTIONS } from '@bapsang/shared';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { Reactions } from '../chat/reactions';
import { ControlIcon } from './control-icon';
import { useWords } from './language-context';
import { ReactionIcon } from './reaction-icon';

/** The button to the reactions. They stay open for several; Escape or a press beside them closes them. */
export function ReactionControl({ reactions }: { readonly reactions: Reactions }): JSX.Element {
  const words = useWords();
  const pickerId = useId();
  const open = useSignal(false);
  const control = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open.value) return undefined;
    const closeFromBeside = ({ target }: Event): void => {
      if (!control.current?.contains(target as Node)) open.value = false;
    };
    document.addEventListener('pointerdown', closeFromBeside);
    return () => document.removeEventListener('pointerdown', closeFromBeside);
  }, [open.value]);
  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open.value) return;
    event.stopPropagation();
    open.value = false;
    toggle.current?.focus();
  };
  return (
    <div class="reaction-control" ref={control} onKeyDown={closeOnEscape}>
      <button
        ref={toggle}
        type="button"
        class="button"
        data-testid="reaction-toggle"
        aria-expanded={open.value}
        aria-controls={open.value ? pickerId : undefined}
        onClick={() => (open.value = !open.value)}
      >
        <ControlIcon name="react" />
        <span>{words.reaction.react}</span>
      </button>
      {open.value && <ReactionPicker id={pickerId} reactions={reactions} />}
    </div>
  );
}

interface ReactionPickerProps {
  readonly id: string;
  readonly reactions: Reactions;
}

function ReactionPicker({ id, reactions }: ReactionPickerProps): JSX.Element {
  const words = useWords();
  const hint = reactions.hint.value;
  return (
    <div class="reaction-picker card" id={id} role="group" aria-label={words.reaction.choose}>
      {REACTIONS.map((reaction) => (
        <button
          key={reaction}
          type="button"
          class="reaction-choice"
          data-testid={`reaction-${reaction}`}
          onClick={() => void reactions.send(reaction)}
        >
          <ReactionIcon reaction={reaction} />
          <span>{words.reaction.names[reaction]}</span>
        </button>
      ))}
      <p class="reaction-hint" role="status" data-testid="reaction-hint">
        {hint && words.reaction[hint]}
      </p>
    </div>
  );
}
