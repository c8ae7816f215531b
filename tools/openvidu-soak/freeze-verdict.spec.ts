import { judgeFreeze, type LoadSample } from './freeze-verdict';

const FREEZE = { page: 'participant 1', streamId: 'str_1', from: 10_500, to: 12_500 };

const sample = (from: number, load: Partial<LoadSample> = {}): LoadSample => ({
  from,
  to: from + 1_000,
  busy: 0.5,
  steal: 0,
  stall: 5,
  ...load,
});

describe('judgeFreeze', () => {
  it('finds no explanation on a machine with time to spare', () => {
    const judged = judgeFreeze(FREEZE, [sample(10_000), sample(11_000, { busy: 0.8 }), sample(12_000, { stall: 50 })]);
    expect(judged).toMatchObject({ ...FREEZE, isExplained: false, busy: 0.8, steal: 0, stall: 50 });
  });

  it.each([{ busy: 0.96 }, { busy: 0.7, steal: 0.3 }, { stall: 250 }])('finds one in %j', (load) => {
    expect(judgeFreeze(FREEZE, [sample(10_000), sample(11_000, load)]).isExplained).toBe(true);
  });

  it('takes none from before or after', () => {
    const loaded = { busy: 1, stall: 2_000 };
    const samples = [sample(9_500, loaded), sample(10_500), sample(11_500), sample(12_500, loaded)];
    expect(judgeFreeze(FREEZE, samples).isExplained).toBe(false);
  });

  it('takes none from samples that are missing', () => {
    expect(judgeFreeze(FREEZE, []).isExplained).toBe(false);
  });
});
