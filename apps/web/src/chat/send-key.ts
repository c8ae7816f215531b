/** What a pressed or released key says about itself; part of a `KeyboardEvent`. */
export interface KeyState {
  readonly shiftKey: boolean;
}

/** What is about to be put into a text field; part of an `InputEvent` of the type `beforeinput`. */
export interface ComingInput {
  readonly inputType: string;
  readonly isComposing: boolean;
}

/** Kinds of input that begin a new line; browsers differ in which they name for a text area. */
const NEW_LINES: ReadonlySet<string> = new Set(['insertLineBreak', 'insertParagraph']);

/**
 * Tells an Enter that sends from one that begins a new line (with Shift) and from one that only ends a composition, as of a
 * Hangul syllable. It looks at what Enter is about to do to the text and not at the key: input methods report keys in ways
 * that differ between systems, or not at all, but only an Enter that is meant as such brings a new line.
 */
export class SendKey {
  #shift = false;

  /** Takes every key that goes down or up in the field. */
  key({ shiftKey }: KeyState): void {
    this.#shift = shiftKey;
  }

  /** Whether this input means sending; it must then not be put into the field. */
  sends({ inputType, isComposing }: ComingInput): boolean {
    return NEW_LINES.has(inputType) && !isComposing && !this.#shift;
  }
}
