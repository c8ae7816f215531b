import { ParticipantMemory, SEAT_MEMORY } from './participant-memory';

const BOX = { left: 100, top: 50, right: 150, bottom: 120 };

describe('ParticipantMemory', () => {
  it('knows nothing at first: anybody can be the participant', () => {
    expect(new ParticipantMemory().wantedAt(0)).toEqual({});
  });

  it('wants the participant near their last place for longer than it takes to be away', () => {
    const memory = new ParticipantMemory();
    memory.remember({ ...BOX, left: 0 }, 0);
    memory.remember(BOX, 1000);
    expect(memory.wantedAt(1125)).toEqual({ near: BOX });
    expect(memory.wantedAt(3000)).toEqual({ near: BOX });
  });

  it('lets somebody of about their size take the seat after that', () => {
    const memory = new ParticipantMemory();
    memory.remember(BOX, 0);
    const { near, leastSide } = memory.wantedAt(10_000);
    expect(near).toBeUndefined();
    expect(leastSide).toBeCloseTo(42);
    expect(memory.wantedAt(SEAT_MEMORY)).toEqual({ leastSide });
  });

  it('has forgotten them after a minute', () => {
    const memory = new ParticipantMemory();
    memory.remember(BOX, 0);
    expect(memory.wantedAt(SEAT_MEMORY + 1)).toEqual({});
  });
});
