import type { englishScreen } from './english-screen';

/** The sentences of sharing a screen, in Korean. */
export const koreanScreen: typeof englishScreen = {
  share: '화면 공유',
  shareHint: '내 화면 공유하기 (Alt+S)',
  screenOf: (name: string): string => `${name}\u00a0님의 화면`,
  coming: '화면을 불러오고 있어요 …',
  connecting: '다른 사람에게 화면을 보내고 있어요 …',
  sharing: '내 화면을 공유하고 있어요.',
  returning: '연결이 끊겼어요. 다른 사람에게 화면을 다시 보내는 중이에요 …',
  stop: '공유 그만하기',
  stopped: '화면 공유를 끝냈어요.',
  began: (name: string): string => `${name}\u00a0님이 화면을 공유하고 있어요.`,
  ended: (name: string): string => `${name}\u00a0님이 화면 공유를 끝냈어요.`,
  failure: {
    system:
      '컴퓨터가 브라우저의 화면 녹화를 막고 있어요. 시스템 설정의 개인정보 보호에서 허용한 뒤 다시 시도해 주세요.',
    capture: '브라우저가 화면을 가져오지 못했어요. 다시 시도하거나 다른 창을 골라 주세요.',
    sending: '화면이 다른 사람에게 전해지지 않았어요. 인터넷 연결을 확인하고 다시 공유해 주세요.',
  },
};
