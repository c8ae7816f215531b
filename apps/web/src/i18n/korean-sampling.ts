import type { englishSampling } from './english-sampling';

/** Why recognition looks less often, in Korean. */
export const koreanSampling: typeof englishSampling = {
  sampling: {
    battery: '배터리가 얼마 남지 않아 인식이 덜 자주 살펴봐요. 씹는 동작을 놓칠 수 있어요.',
    slow: '지금은 연결이나 기기가 느려 인식이 덜 자주 살펴봐요. 씹는 동작을 놓칠 수 있어요.',
  },
};
