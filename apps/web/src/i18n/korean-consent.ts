import type { englishConsent } from './english-consent';

/** What the models cost that the device option loads, once; measured by `docs/model.md`. */
const DEVICE_DOWNLOAD = '약 9MB';

/** The sentences about where motions are recognised, in Korean. */
export const koreanConsent: typeof englishConsent = {
  question: '드시는 모습을 알아봐도 될까요?',
  lead: '이번 식사에서만 쓰는 답이에요. 무엇을 골라도 밥상에 함께 앉아요.',
  kept: '남는 것: 몇 입, 몇 모금을 언제 드셨는지뿐이에요. 사진은 남지 않아요.',
  withdraw: '그만두는 법: 밥상에서 언제든지 설정의 ‘동작 인식’이나 내 화면에서 바꿀 수 있어요.',
  unanswered: '고르기 전에는 아무것도 알아보지 않아요.',
  full: '지금은 인식 서버에 빈자리가 없어요. 서버를 고르시면 자리가 나는 대로 시작해요.',
  choice: {
    server: {
      label: '네, 서버에서 알아봐 주세요',
      hint: '카메라의 작은 사진을 1초에 몇 번 인식 서버로 보내요. 보고 나면 바로 버려요.',
    },
    device: {
      label: '네, 이 기기에서만 알아봐 주세요',
      hint: `사진은 기기 밖으로 나가지 않고 ‘한 입’ 같은 이름만 보내요. 처음에 ${DEVICE_DOWNLOAD}를 받고, 기기가 계속 계산해서 휴대폰이 따뜻해지고 배터리가 빨리 줄어요.`,
    },
    none: {
      label: '아니요, 함께 먹기만 할게요',
      hint: '아무것도 알아보지 않고 세지도 않아요.',
    },
  },
  title: '동작 인식',
  explain: '언제든지 바꿀 수 있고, 바꾸는 즉시 적용돼요.',
  change: '동작 인식 바꾸기',
  changed: {
    server: '이제 작은 사진을 인식 서버로 보내요.',
    device: '이제 이 기기에서만 알아봐요. 사진은 보내지 않아요.',
    none: '동작 인식을 껐어요. 이제 사진을 보내지 않아요.',
  },
  untold: {
    server: '서버에 연결할 수 없어요. 연결될 때까지 사진을 보내지 않아요.',
    device: '서버에 연결할 수 없어요. 연결될 때까지 아무것도 알아보지 않아요.',
    none: '동작 인식을 껐어요. 이제 사진을 보내지 않아요. 지금은 서버에 연결할 수 없어서 연결되는 대로 알릴게요.',
  },
};
