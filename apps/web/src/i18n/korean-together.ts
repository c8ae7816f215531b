import type { englishTogether } from './english-together';

/** The sentences about eating together, in Korean. */
export const koreanTogether: typeof englishTogether = {
  title: '함께 먹기',
  unknown: '함께 먹는 중',
  close: '나란히 먹는 중',
  near: '비슷하게 먹는 중',
  own: '저마다의 속도로',
  rest: '다 같이 쉬는 중',
  hidden: '함께 먹기: 보이지 않음',
  meaning: {
    unknown: '두 분 이상이 조금 더 드시면, 먹는 속도가 얼마나 비슷한지 여기에서 볼 수 있어요.',
    close: '거의 같은 속도로 먹고 있어요.',
    near: '비슷한 속도로 먹고 있어요.',
    own: '저마다 편한 속도로 먹고 있어요.',
    rest: '모두 잠시 쉬고 있어요.',
    hidden: '지금은 먹는 속도가 얼마나 비슷한지 보이지 않아요.',
  },
  resting: (names: string): string => `${names}이 쉬고 있어요.`,
  ring: '화면 둘레의 고리는 마지막 한 입 뒤로 지난 시간만큼 차올라요. 그 사람이 평소 먹는 속도를 따르니, 맞추려고 서두르지 않으셔도 돼요.',
  show: '밥상의 리듬 보기',
  showHint: '이 표시와 고리는 나에게만 보이거나 숨겨져요. 이 브라우저가 기억해 둘게요.',

  fresh: '방금 한 입 먹음',
  between: '다음 한 입까지 쉬어 가는 중',
  full: '천천히 즐기는 중',

  cheers: '짠!',
  toast: (names: string): string => `짠! ${names}이 함께 마시고 있어요.`,
};
