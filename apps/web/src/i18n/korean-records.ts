import type { englishRecords } from './english-records';

/** The sentences about what our server recorded of a participant, in Korean. */
export const koreanRecords: typeof englishRecords = {
  title: '나에 대해 남은 기록',
  lead: '언제 앉고 일어났는지, 언제 먹고 마셨는지가 남아 있어요. 이름과 사진은 없어요. 시간이 지나면 저절로 지워져요.',
  act: '내 기록 지우기',
  question: '완전히 지울까요? 이 식사에서는 더 세지 않아요. 다른 사람의 화면에 있는 것은 그대로 남아요.',
  confirm: '지우기',
  busy: '지우는 중 …',
  done: '이 식사에서 나에 대해 남은 기록을 모두 지웠어요.',
};
