import type { Dictionary } from './dictionary';
import { koreanChat } from './korean-chat';
import { koreanConsent } from './korean-consent';
import { koreanLobby } from './korean-lobby';
import { koreanOutage } from './korean-outage';
import { koreanRecords } from './korean-records';
import { koreanSampling } from './korean-sampling';
import { koreanScreen } from './korean-screen';
import { koreanSeats } from './korean-seats';
import { koreanSummary } from './korean-summary';
import { koreanTogether } from './korean-together';

/** Every sentence of the page, in Korean. */
export const korean: Dictionary = {
  appName: '밥상',
  language: '언어',
  loading: '잠시만요 …',
  retry: '다시 시도',
  close: '닫기',
  toStart: '첫 화면으로',

  start: {
    title: '떨어져 있어도, 함께 먹는 한 끼',
    lead: '멀리 있는 사람들과 영상으로 차리는 밥상입니다. 누가 한 입 먹고, 잔을 들고, 다 먹었는지 함께 볼 수 있어요.',
    newMeal: '밥상 차리기',
    newMealHint: '링크와 짧은 코드가 만들어져요. 둘 중 하나를 아는 사람은 누구나 함께 앉을 수 있어요.',
    creating: '밥상을 차리는 중 …',
    joinTitle: '초대를 받으셨나요?',
    joinLabel: '식사 코드 또는 링크',
    join: '참여하기',
  },

  copyLink: '링크 복사',
  copied: '복사했어요',
  copyFailed: '복사하지 못했습니다. 링크를 직접 선택해서 복사해 주세요.',

  unknownPage: {
    title: '여기에는 아무것도 없어요',
    lead: '밥상에 없는 주소입니다. 링크의 일부가 빠졌을 수 있어요.',
  },

  meal: {
    unknownTitle: '이 식사를 찾을 수 없어요',
    unknownLead: '링크나 코드가 완전하지 않거나 식사가 끝났어요. 다시 받거나, 첫 화면에서 새 밥상을 차려 보세요.',
    failedTitle: '밥상에 연결할 수 없어요',
  },

  prejoin: {
    title: '앉기 전에',
    laid: '밥상이 차려졌어요. 손님에게 링크를 보내거나 코드를 불러 주세요.',
    nobodyThere: '아직 밥상에 아무도 없어요.',
    somebodyThere: (count: number): string => `지금 밥상에 ${String(count)}명이 앉아 있어요.`,
    name: '밥상에서 쓸 이름',
    namePlaceholder: '예: 민지',
    nameMissing: '다른 사람이 알아볼 수 있게 이름을 적어 주세요.',
    camera: '카메라',
    microphone: '마이크',
    noCamera: '카메라 없이',
    noMicrophone: '마이크 없이',
    cameraNumber: (index: number): string => `카메라 ${String(index)}`,
    microphoneNumber: (index: number): string => `마이크 ${String(index)}`,
    preview: '다른 사람에게 보이는 내 모습',
    level: '마이크 소리 크기',
    starting: '카메라를 켜는 중 …',
    cameraOff: '카메라가 꺼져 있어요',
    join: '함께 앉기',
    joining: '밥상으로 가는 중 …',
  },

  consent: koreanConsent,

  device: {
    camera: {
      denied: '브라우저가 카메라 사용을 막고 있어요. 주소 옆 아이콘에서 허용한 뒤 다시 시도해 주세요.',
      inUse: '다른 프로그램이 카메라를 쓰고 있어요. 그 프로그램을 닫고 다시 시도해 주세요.',
      missing: '카메라를 찾지 못했어요. 카메라를 연결하거나, 카메라 없이 계속하셔도 돼요.',
      insecure: '카메라는 보안 주소(https)에서만 쓸 수 있어요. 카메라 없이 계속하셔도 돼요.',
      failed: '카메라가 켜지지 않았어요. 다시 시도하거나, 다른 카메라를 고르거나, 카메라 없이 계속하셔도 돼요.',
      gone: '카메라가 사라졌어요. 연결이 빠졌거나, 브라우저가 더 이상 쓸 수 없게 되었어요.',
    },
    microphone: {
      denied: '브라우저가 마이크 사용을 막고 있어요. 주소 옆 아이콘에서 허용한 뒤 다시 시도해 주세요.',
      inUse: '다른 프로그램이 마이크를 쓰고 있어요. 그 프로그램을 닫고 다시 시도해 주세요.',
      missing: '마이크를 찾지 못했어요. 마이크를 연결하거나, 마이크 없이 계속하셔도 돼요.',
      insecure: '마이크는 보안 주소(https)에서만 쓸 수 있어요. 마이크 없이 계속하셔도 돼요.',
      failed: '마이크가 켜지지 않았어요. 다시 시도하거나, 다른 마이크를 고르거나, 마이크 없이 계속하셔도 돼요.',
      gone: '마이크가 사라졌어요. 연결이 빠졌거나, 브라우저가 더 이상 쓸 수 없게 되었어요.',
    },
    speaker: {
      gone: '스피커가 사라졌어요. 브라우저가 고른 스피커로 소리가 나와요.',
      failed: '이 스피커를 켜지 못했어요. 브라우저가 고른 스피커로 소리가 나와요.',
    },
  },

  table: {
    title: '밥상',
    you: '나',
    host: '주인',
    guest: '손님',
    alone: '밥상에 가장 먼저 앉으셨어요. 다른 사람에게 링크를 보내 보세요.',
    bites: (count: number): string => `${String(count)}입`,
    sips: (count: number): string => `${String(count)}모금`,
    mute: '음소거',
    unmute: '음소거 해제',
    cameraOff: '카메라 끄기',
    cameraOn: '카메라 켜기',
    leave: '나가기',
    muted: '마이크가 꺼져 있음',
    speaks: '말하는 중',
    noVideo: '영상 없음',
    controls: '내 마이크, 카메라, 자리',
    arrived: (name: string): string => `${name}\u00a0님이 앉았습니다.`,
    departed: (name: string): string => `${name}\u00a0님이 일어났습니다.`,
  },

  motion: {
    idle: '쉬는 중',
    bite: '한 입',
    chew: '씹는 중',
    drink: '마시는 중',
    talk: '말하는 중',
    away: '자리 비움',
    unknown: '알 수 없음',
  },

  recognition: {
    off: '인식 꺼짐',
    paused: '인식 일시 중지',
    starting: (loaded?: number): string => (loaded === undefined ? '인식 시작 중' : `인식 준비 중: ${String(loaded)}%`),
  },

  ...koreanChat,
  ...koreanLobby,
  ...koreanSampling,
  ...koreanSeats,

  notice: {
    recognitionLost: '인식이 잠시 멈췄어요. 식사는 그대로 이어지고, 인식은 저절로 돌아옵니다.',
    recognitionFull: '인식이 잠시 멈췄어요. 지금은 빈 자리가 없어, 자리가 나면 저절로 시작합니다.',
    recognitionOff: '이곳에서는 인식이 꺼져 있어요. 식사는 그대로 이어집니다.',
    recognitionReplaced: '이 식사를 연 다른 창에서 인식이 진행되고 있어요.',
    recognitionBroken: '이 기기에서는 알아볼 수 없어요. 내 화면에서 서버로 바꾸거나 끌 수 있어요.',
    sendingFailed: '지금 다른 사람이 나를 보고 들을 수 없어요. 계속 다시 시도하고 있습니다.',
  },

  outage: koreanOutage,
  together: koreanTogether,
  screen: koreanScreen,

  goodbye: {
    left: '함께해서 좋았어요',
    removed: '밥상에서 나오게 되었어요',
    removedLead: '주인이 밥상에서 내보냈어요. 카메라와 마이크는 꺼졌어요.',
    closed: '식사가 끝났어요',
    closedLead: '모두의 밥상이 치워졌습니다.',
    totals: '내가 먹은 것',
    noTotals: '이 식사에서는 센 것이 없어요.',
    back: '밥상으로 돌아가기',
  },

  summary: koreanSummary,
  records: koreanRecords,

  error: {
    unreachable: '서버에 연결할 수 없어요. 인터넷 연결을 확인하고 다시 시도해 주세요.',
    mealNotFound: '없는 식사이거나 이미 끝났어요.',
    tooMany: '조금 너무 빨랐어요. 잠시 기다렸다가 다시 시도해 주세요.',
    media: '지금 영상 서버가 응답하지 않아요. 몇 초 뒤에 다시 시도해 주세요.',
    removed: '주인이 이 밥상에서 내보내서 다시 앉을 수 없어요.',
    full: '이 밥상은 자리가 모두 찼어요. 누가 일어나면 다시 시도해 주세요.',
    refused: '서버가 요청을 거절했어요. 페이지를 새로 고치고 다시 시도해 주세요.',
    unexpected: '저희 쪽에 문제가 생겼어요. 잠시 뒤에 다시 시도해 주세요.',
  },
};
