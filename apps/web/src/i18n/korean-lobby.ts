import type { englishLobby } from './english-lobby';

/** The sentences before a meal, in Korean. */
export const koreanLobby: typeof englishLobby = {
  find: {
    looking: '밥상을 찾는 중 …',
    hint: '코드는 영문자와 숫자 12자예요. 대소문자, 띄어쓰기, 줄표는 달라도 괜찮아요.',
    empty: '코드를 적거나, 받은 링크를 붙여 넣어 주세요.',
    noReference: '식사 링크나 코드가 아니에요. 받은 링크 전체를 붙여 넣거나 코드를 적어 주세요.',
    wrongLength: (characters: number): string =>
      `코드는 12자인데 ${String(characters)}자를 적으셨어요. 한 번 더 확인해 주세요.`,
    mistyped: '코드에 잘못 적은 글자가 있어요. 한 글자씩 다시 확인해 주세요. 0, 1, I, L, O는 코드에 쓰이지 않아요.',
    notThere: '이 코드나 링크의 식사가 없거나 이미 끝났어요. 코드를 다시 물어봐 주세요.',
  },

  invitation: {
    title: '초대하기',
    link: '보낼 링크',
    code: '불러 줄 코드',
    codeHint: '다른 사람은 첫 화면에서 이 코드를 적으면 돼요.',
    aloneCode: '코드를 불러 주셔도 돼요:',
  },

  lobby: {
    first: '가장 먼저 앉으시게 돼요. 다른 사람이 오면 바로 서로 보여요.',
    seatedTitle: '지금 밥상에 있는 사람',
    more: (count: number): string => `외 ${String(count)}명`,
    full: '지금은 자리가 모두 찼어요. 누가 일어나면 바로 앉으실 수 있어요.',
    arrived: (names: string, count: number): string =>
      count > 3 ? `${String(count)}명이 앉았어요.` : `${names}이 앉았어요.`,
    departed: (names: string, count: number): string =>
      count > 3 ? `${String(count)}명이 일어났어요.` : `${names}이 일어났어요.`,
    overTitle: '이 식사는 끝났어요',
    overLead:
      '앉으시기 전에 주인이 밥상을 치웠어요. 카메라와 마이크는 꺼졌어요. 다른 밥상에서 이어 먹는지 물어보거나, 새 밥상을 차려 보세요.',
  },

  meter: {
    silent: '소리 없음',
    quiet: '작음',
    good: '잘 들림',
    loud: '큼',
    speak: '아무 말이나 해 보세요. 마이크가 들으면 막대가 움직여요.',
    heard: '마이크가 잘 듣고 있어요.',
    asking: '브라우저가 카메라와 마이크를 써도 되는지 물어볼 수 있어요. 허용해 주세요.',
  },
};
