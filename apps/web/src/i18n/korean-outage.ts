import type { englishOutage } from './english-outage';

/** The sentences about a broken way to the table, in Korean. */
export const koreanOutage: typeof englishOutage = {
  offline: '인터넷에 연결되어 있지 않아요. 연결되면 저절로 밥상으로 돌아가요.',
  reconnecting: '연결이 끊겼어요. 다시 연결하고 있으니 그대로 계셔도 돼요.',
  rejoining: '밥상으로 다시 모셔 가는 중이에요. 그대로 계셔도 돼요.',
  back: '밥상으로 돌아왔어요.',
  lost: '밥상과 연결이 끊겼어요. 저절로 다시 연결돼요.',
  tryNow: '지금 다시 연결하기',
  leave: '밥상에서 나가기',
};
