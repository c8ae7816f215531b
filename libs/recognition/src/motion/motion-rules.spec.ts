import { guessMotion } from './motion-rules';

describe('guessMotion', () => {
  it.each([
    ['nobody', 'bite', 'talk', 'away'],
    ['face', 'drink', 'talk', 'drink'],
    ['face', 'bite', 'chew', 'bite'],
    ['body', 'bite', null, 'bite'],
    ['body', 'none', 'talk', 'unknown'],
    ['face', 'none', null, 'unknown'],
    ['face', 'none', 'talk', 'talk'],
    ['face', 'none', 'chew', 'chew'],
    ['face', 'none', 'still', 'idle'],
  ] as const)('%s, hand %s, mouth %s: %s', (presence, contact, mouth, motion) => {
    expect(guessMotion({ presence, contact, mouth }).motion).toBe(motion);
  });
});
