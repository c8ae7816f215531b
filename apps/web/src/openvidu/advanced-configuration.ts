import type { OpenVidu, OpenViduAdvancedConfiguration } from 'openvidu-browser';

/** What every connection of the page asks of openvidu-browser. */
export const ADVANCED_CONFIGURATION: OpenViduAdvancedConfiguration = { noStreamPlayingEventExceptionTimeout: 8000 };

/**
 * Keeps openvidu-browser, once it is connected, from asking public STUN servers of strangers, which it does where the
 * deployment names no servers.
 */
export function avoidForeignStunServers(openVidu: OpenVidu): void {
  const given = openVidu.iceServers as RTCIceServer[] | undefined;
  if (given && given.length > 0) return;
  openVidu.setAdvancedConfiguration({ ...ADVANCED_CONFIGURATION, rtcConfiguration: { iceServers: [] } });
}
