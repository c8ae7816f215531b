import { ParticipantRecord, type SentFrame } from './participant-record';

const frame = (capturedAt: number, more: Partial<SentFrame> = {}): SentFrame => {
  return { capturedAt, bite: undefined, worker: 'one', socket: 1, reason: 'joined', ...more };
};

describe('ParticipantRecord', () => {
  it('tells the longest time without an acknowledgement, by the moment it began', () => {
    const record = new ParticipantRecord();
    for (const at of [1000, 1500, 4500, 4600]) record.acknowledged(frame(at), 10, at);
    expect(record.longestGap(4700)).toEqual({ from: 1500, duration: 3000, worker: 'one' });
    expect(record.gaps).toEqual([{ from: 1500, duration: 3000, worker: 'one' }]);
  });

  it('counts the time since the last acknowledgement, until the participant leaves', () => {
    const record = new ParticipantRecord();
    expect(record.longestGap(5)).toBeUndefined();
    record.acknowledged(frame(1000), 10, 1000);
    expect(record.longestGap(9000)?.duration).toBe(8000);
    record.finish(1200);
    expect(record.longestGap(9000)?.duration).toBe(200);
  });

  it('ends no gap with a frame that was refused or not answered', () => {
    const record = new ParticipantRecord();
    record.acknowledged(frame(0), 10, 0);
    record.refused(frame(500), 'frame_stale', 500);
    record.unanswered(frame(900), 900);
    record.acknowledged(frame(2000), 10, 2000);
    expect(record.longestGap(2000)?.duration).toBe(2000);
    expect(Object.fromEntries(record.refusals)).toEqual({ 'frame frame_stale': 1, 'frame unanswered': 1 });
  });

  it('says what became of every bite', () => {
    const record = new ParticipantRecord();
    const bite = (at: number): SentFrame => frame(at, { bite: 'ends' });
    record.sent(bite(1));
    record.acknowledged(bite(1), 1, 2);
    record.refused(bite(3), 'frame_stale', 4);
    record.unanswered(bite(5), 6);
    expect(record.bites.map(({ endedAt, outcome }) => [endedAt, outcome])).toEqual([
      [1, 'acknowledged'],
      [3, 'refused'],
      [5, 'unanswered'],
    ]);
    expect(record.acknowledgedBites).toHaveLength(1);
  });

  it('knows a bite that went over two sockets', () => {
    const record = new ParticipantRecord();
    const act = (socket: number, bite: SentFrame['bite']): void => {
      const sent = frame(1, { bite, socket, reason: socket === 2 ? 'moved' : 'lost' });
      record.sent(sent);
      record.acknowledged(sent, 1, 1);
    };
    act(1, 'under way');
    act(2, 'ends');
    act(2, 'under way');
    act(2, 'ends');
    act(3, 'ends');
    expect(record.bites.map(({ cut }) => cut)).toEqual(['moved', undefined, undefined]);
  });
});
