import type { englishSummary } from './english-summary';

/** The sentences after a meal, in Korean. */
export const koreanSummary: typeof englishSummary = {
  title: '함께한 식사',
  when: (day: string, from: string, to: string): string => `${day}, ${from}부터 ${to}까지`,
  bites: '먹은 횟수',
  sips: '마신 횟수',
  longestChew: '가장 오래 씹은 시간',
  toasts: '건배',
  ofName: (name: string): string => `${name}\u00a0님`,
  nobodyAgreed: '이 밥상에서는 인식을 켠 사람이 없어 센 것이 없어요. 그래도 함께 먹어서 좋았어요.',

  people: '함께한 사람들',
  name: '이름',
  notRecognised: '인식 없이 함께 먹었어요',
  none: '없음',

  timeline: '누가 언제 무엇을 했는지',
  timelineOf: (name: string): string => `${name}\u00a0님의 시간표`,
  timelineScroll: '모두의 시간표예요. 옆으로 넘기면 나머지를 볼 수 있어요',
  legend: '모양이 뜻하는 것',
  bite: '한 입',
  sip: '한 모금',
  unseen: '보지 못함',
  asTable: (name: string): string => `${name}\u00a0님의 시간표를 표로 보기`,
  time: '시각',
  what: '동작',
  length: '길이',
  more: (count: number): string => `${String(count)}개 더 보기`,

  rhythm: '밥상의 리듬',
  rhythmLead: '모두 합해 1분에 몇 입, 몇 모금이었는지 보여 드려요.',
  rhythmImage: (bites: string, sips: string): string =>
    `식사하는 동안 1분에 몇 입, 몇 모금이었는지 보여 주는 그래프예요. 가장 많을 때 1분에 ${bites}입, ${sips}모금이었어요. 아래 표에 모든 숫자가 있어요.`,
  rhythmTable: '리듬을 표로 보기',
  rhythmFailed: '그래프를 불러오지 못했어요. 아래 표에 모든 숫자가 있어요.',
  bitesPerMinute: '1분당 먹은 횟수',
  sipsPerMinute: '1분당 마신 횟수',

  toastsTitle: '함께 든 잔',

  known: '알 수 있는 것',
  sinceJoining: (time: string): string =>
    `${time}에 앉으셨어요. 그 전에 누가 언제 먹고 마셨는지는 여기에서 알 수 없어요.`,
  notConnected: (from: string, to: string): string =>
    `${from}부터 ${to}까지 연결이 끊겨 있었어요. 그동안의 횟수는 세었지만, 언제였는지는 여기에서 알 수 없어요.`,
  notConnectedMore: (count: number): string => `이런 일이 ${String(count)}번 더 있었어요.`,
  untimed: (bites: number, sips: number): string =>
    `시각을 모르는 ${String(bites)}입과 ${String(sips)}모금이 있어요. 합계에는 들어 있지만 시간표와 리듬에는 없어요.`,
  kept: '이 요약은 이 화면에만 있어요. 저장하지 않고 닫으면 사라져요.',

  save: '간직하기',
  savePicture: '그림으로 저장',
  saveTable: '표로 저장 (CSV)',
  saved: (file: string): string => `${file}로 저장했어요.`,
  saveFailed: '브라우저에서 그림을 만들지 못했어요. 다시 시도하거나 화면을 캡처해 주세요.',

  again: '또 함께 먹기',
  againLead: (names: string): string => `새 밥상을 차리고 ${names}에게 보낼 링크를 만들어요.`,
  againLeadAlone: '새 밥상을 차리고 함께 먹고 싶은 사람에게 보낼 링크를 만들어요.',
  againLay: '새 밥상 차리기',
  againLaying: '밥상을 차리는 중 …',
  againLaid: '새 밥상이 차려졌어요',
  againSend: (names: string): string => `이 링크를 ${names}에게 보내세요.`,
  againSendAlone: '이 링크를 손님에게 보내세요.',
  againShare: '링크 보내기',
  againInvitation: '우리 또 같이 먹어요:',
  againSit: '새 밥상으로 가기',

  seconds: (count: number): string => `${String(count)}초`,
  minutes: (minutes: number, seconds: number): string => `${String(minutes)}분 ${String(seconds)}초`,

  csv: {
    entry: '항목',
    clock: '시각',
    from: '시작 (초)',
    to: '끝 (초)',
    length: '길이 (초)',
    count: '횟수',
    meal: '식사',
    totalBites: '먹은 횟수 합계',
    totalSips: '마신 횟수 합계',
    untimedBites: '시각을 모르는 먹은 횟수',
    untimedSips: '시각을 모르는 마신 횟수',
    toast: '건배',
    absence: '이 화면의 연결이 끊겨 있었음',
  },
};
