import type { englishChat } from './english-chat';

/** The sentences of chat and reactions, in Korean. */
export const koreanChat: typeof englishChat = {
  chat: {
    title: '대화',
    close: '대화 닫기',
    unread: (count: number): string => `새 메시지 ${String(count)}개`,
    messages: '메시지 목록',
    empty: '아직 아무 말이 없어요. 지금 밥상에 있는 모두가 함께 읽고, 식사가 끝나면 남지 않아요.',
    toEnd: '최근 메시지로',
    label: '밥상에 한마디 남기기',
    placeholder: '메시지 …',
    send: '보내기',
    hint: 'Enter로 보내고, Shift+Enter로 줄을 바꿔요.',
    remaining: (count: number): string => `${String(count)}자 더 쓸 수 있어요`,
    failed: '메시지를 보내지 못했어요.',
    sendAgain: '다시 보내기',
    heard: (name: string, text: string): string => `${name}\u00a0님의 메시지: ${text}`,
  },

  reaction: {
    react: '반응',
    choose: '반응 고르기',
    names: {
      delicious: '맛있어요!',
      cheers: '건배!',
      heart: '좋아요',
      laugh: '하하하',
      bravo: '최고예요!',
      wantSome: '먹고 싶어요!',
    },
    tooFast: '조금 빨랐어요. 잠시만 기다려 주세요.',
    notSent: '반응을 보내지 못했어요. 다시 눌러 주세요.',
    heard: (name: string, reaction: string, more: number): string =>
      more > 0 ? `${name}\u00a0님: ${reaction} 그 밖에 반응 ${String(more)}개` : `${name}\u00a0님: ${reaction}`,
  },
};
