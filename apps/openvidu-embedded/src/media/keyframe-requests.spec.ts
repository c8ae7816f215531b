import { KEYFRAME_INTERVAL, KeyframeRequests } from './keyframe-requests';

describe('KeyframeRequests', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('passes the first request on at once and many that follow as one', () => {
    const send = jest.fn();
    const requests = new KeyframeRequests(send);
    for (let i = 0; i < 10; i++) requests.request();
    expect(send).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(KEYFRAME_INTERVAL);
    expect(send).toHaveBeenCalledTimes(2);
    jest.advanceTimersByTime(KEYFRAME_INTERVAL * 10);
    expect(send).toHaveBeenCalledTimes(2);
    requests.request();
    expect(send).toHaveBeenCalledTimes(3);
  });

  it('leaves no timer behind', () => {
    const requests = new KeyframeRequests(() => undefined);
    requests.request();
    requests.request();
    requests.close();
    expect(jest.getTimerCount()).toBe(0);
  });
});
