import { motionUpdate } from '../testing/motion-update.spec-support';
import { MotionReports, PAUSED_AFTER } from './motion-reports';
import type { ReportDraft } from './report-backlog';

const ANN = { mealId: 'meal', participantId: 'ann', connectionId: 'con_ann', seal: 'a seal' };
const BOB = { mealId: 'meal', participantId: 'bob', connectionId: 'con_bob', seal: 'a seal' };
const CHEW = motionUpdate('chew');
const MODEL = 'rules@2';

describe('MotionReports', () => {
  let reports: MotionReports;
  let sent: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    reports = new MotionReports(({ connectionId, recognition, motion, capturedAt }: ReportDraft) => {
      sent.push(`${connectionId} ${recognition} ${motion} ${capturedAt}`);
      return Promise.resolve();
    });
  });

  afterEach(() => {
    reports.close();
    jest.useRealTimers();
  });

  it('reports who sends no frames any more as paused, once, and as active with the next frame', () => {
    void reports.frameSeen(ANN, CHEW, 10, MODEL);
    jest.advanceTimersByTime(PAUSED_AFTER - 500);
    expect(sent).toEqual(['con_ann active chew 10']);
    jest.advanceTimersByTime(10 * PAUSED_AFTER);
    expect(sent).toEqual(['con_ann active chew 10', 'con_ann paused unknown 10']);
    void reports.frameSeen(ANN, CHEW, 20, MODEL);
    expect(sent.at(-1)).toBe('con_ann active chew 20');
  });

  it('pauses nobody whose frames keep coming, and only who is silent', () => {
    void reports.frameSeen(BOB, CHEW, 1, MODEL);
    for (let frame = 0; frame < 10; frame += 1) {
      void reports.frameSeen(ANN, CHEW, frame, MODEL);
      jest.advanceTimersByTime(1000);
    }
    expect(sent).toEqual(['con_bob active chew 1', 'con_ann active chew 0', 'con_bob paused unknown 1']);
  });

  it('reports a participant who came back on another connection as active there', () => {
    void reports.frameSeen(ANN, CHEW, 1, MODEL);
    void reports.frameSeen({ ...ANN, connectionId: 'con_ann_2' }, CHEW, 2, MODEL);
    expect(sent).toEqual(['con_ann active chew 1', 'con_ann_2 active chew 2']);
  });

  it('reports everybody whose frames come again when asked to', () => {
    void reports.frameSeen(BOB, CHEW, 1, MODEL);
    jest.advanceTimersByTime(2 * PAUSED_AFTER);
    void reports.frameSeen(ANN, CHEW, 2, MODEL);
    reports.restate();
    expect(sent.slice(3)).toEqual(['con_ann active chew 2']);
  });

  it('says nothing more of who went on at another worker', () => {
    void reports.frameSeen(ANN, CHEW, 1, MODEL);
    reports.handOver('ann');
    jest.advanceTimersByTime(2 * PAUSED_AFTER);
    reports.restate();
    expect(sent).toEqual(['con_ann active chew 1']);
  });

  it('reports everybody as paused when it is closed', () => {
    void reports.frameSeen(ANN, CHEW, 1, MODEL);
    void reports.frameSeen(BOB, CHEW, 2, MODEL);
    reports.close();
    expect(sent.slice(2)).toEqual(['con_ann paused unknown 1', 'con_bob paused unknown 2']);
    expect(jest.getTimerCount()).toBe(0);
  });
});
