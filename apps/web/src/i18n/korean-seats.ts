import type { englishSeats } from './english-seats';

/** The sentences of devices, seats and the host, in Korean. */
export const koreanSeats: typeof englishSeats = {
  devices: {
    title: '카메라, 마이크, 스피커',
    speaker: '스피커',
    browsersSpeaker: '브라우저가 고르는 대로',
    speakerNumber: (index: number): string => `스피커 ${String(index)}`,
    cameraOffHint: '카메라는 꺼진 채로 있어요. 다시 켜면 고른 카메라를 써요.',
    microphoneOffHint: '마이크는 꺼진 채로 있어요. 다시 켜면 고른 마이크를 써요.',
    mutedHint: '음소거는 그대로예요.',
    use: (name: string): string => `${name} 사용하기`,
    goOn: '없이 계속하기',
    understood: '알겠어요',
  },

  seat: {
    settings: '설정',
    cancel: '취소',
    view: '내 화면',
    actsFor: (name: string): string => `${name}\u00a0님 메뉴`,
    pin: '크게 보기',
    unpin: '다른 사람과 같은 크기로 보기',
    hideSelf: '내 모습 숨기기',
    hiddenHint: '나에게만 안 보여요. 다른 사람에게는 그대로 보여요.',
    showSelf: '내 모습 보기',
    enterFullscreen: '전체 화면',
    leaveFullscreen: '전체 화면 끝내기',
  },

  host: {
    title: '주인만 할 수 있어요',
    asksToMute: '주인이 마이크를 꺼 달라고 부탁했어요.',
    acceptMute: '음소거하기',
    declineMute: '켜 두기',
    askToMute: '음소거 부탁하기',
    askedToMute: (name: string): string => `${name}\u00a0님에게 부탁했어요. 끌지는 ${name}\u00a0님이 정해요.`,
    remove: '밥상에서 내보내기',
    removeQuestion: (name: string): string =>
      `${name}\u00a0님을 밥상에서 내보낼까요? 이 자리는 없어지고, 주인이 내보냈다고 알려 드려요.`,
    removeConfirm: '네, 내보낼게요',
    end: '모두의 식사 끝내기',
    endQuestion: '모두의 식사를 끝낼까요? 밥상이 치워지고, 더는 아무도 앉을 수 없어요.',
    endConfirm: '네, 끝낼게요',
  },
};
