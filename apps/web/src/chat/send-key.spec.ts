import { SendKey } from './send-key';

const NEW_LINE = { inputType: 'insertLineBreak', isComposing: false };

describe('SendKey', () => {
  it.each(['insertLineBreak', 'insertParagraph'])('sends where Enter would begin a new line (%s)', (inputType) => {
    const key = new SendKey();
    key.key({ shiftKey: false });
    expect(key.sends({ inputType, isComposing: false })).toBe(true);
  });

  it('begins a new line with Shift, and sends again when Shift is released', () => {
    const key = new SendKey();
    key.key({ shiftKey: true });
    expect(key.sends(NEW_LINE)).toBe(false);
    key.key({ shiftKey: false });
    expect(key.sends(NEW_LINE)).toBe(true);
  });

  it('sends from a keyboard on the screen that tells of no key', () => {
    expect(new SendKey().sends(NEW_LINE)).toBe(true);
  });

  it('does not send in the middle of a composition', () => {
    expect(new SendKey().sends({ ...NEW_LINE, isComposing: true })).toBe(false);
  });

  it.each(['insertCompositionText', 'insertText', 'insertFromPaste', 'deleteContentBackward'])(
    'does not send on %s',
    (inputType) => {
      expect(new SendKey().sends({ inputType, isComposing: false })).toBe(false);
    },
  );
});
