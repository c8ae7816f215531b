import { socketEventsOf } from './socket-events';

describe('socketEventsOf()', () => {
  const source = `export interface PageEvents {
    /** A picture. */
    readonly frame: (header: Header, jpeg: ArrayBuffer | Uint8Array, reply: (reply: Reply) => void) => void;
    /** No more. */
    readonly leave: () => void;
  }`;

  it('finds every event with what goes with it and how it is answered', () => {
    expect(socketEventsOf(source, 'PageEvents')).toEqual([
      { name: 'frame', payload: ['Header', 'ArrayBuffer | Uint8Array'], answer: 'Reply', docstring: 'A picture.' },
      { name: 'leave', payload: [], answer: undefined, docstring: 'No more.' },
    ]);
  });

  it('names the event map that is not there', () => {
    expect(() => socketEventsOf(source, 'OtherEvents')).toThrow('OtherEvents');
  });
});
