import { foldView } from './race-view';

const joined = { result: { value: [{ id: 'con_a', streams: [{ id: 'str_a' }] }, { id: 'con_b' }] } };

describe('foldView', () => {
  it('knows who is there and what they publish', () => {
    const messages = [
      joined,
      { method: 'participantPublished', params: { id: 'con_b', streams: [{ id: 'str_b' }] } },
      { method: 'participantUnpublished', params: { connectionId: 'con_a', reason: 'unpublish' } },
      { method: 'participantJoined', params: { id: 'con_c' } },
      { method: 'participantLeft', params: { connectionId: 'con_a', reason: 'disconnect' } },
    ];
    expect(foldView('con_own', messages)).toEqual({ con_b: 'str_b', con_c: '' });
    expect(foldView('con_own', [...messages, ...messages.slice(1)])).toEqual({ con_b: 'str_b', con_c: '' });
  });

  it('is nothing for whoever was thrown out', () => {
    const evicted = { method: 'participantEvicted', params: { connectionId: 'con_own' } };
    expect(foldView('con_own', [joined, evicted])).toBeUndefined();
    expect(foldView('con_other', [joined, evicted])).toBeDefined();
    expect(foldView('con_own', [joined, { error: { code: 40_007, message: 'reconnection error' } }])).toBeUndefined();
    expect(foldView('con_own', [])).toBeUndefined();
  });
});
