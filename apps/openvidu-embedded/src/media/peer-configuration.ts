import { RTCRtpCodecParameters, useAbsSendTime, useSdesMid, type PeerConfig } from 'werift';

const VIDEO_FEEDBACK = [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }, { type: 'goog-remb' }];

/**
 * How every peer connection is made: one UDP socket on the media address, Opus and VP8 with retransmission, and only the
 * two header extensions that forwarding needs.
 * @param mediaAddress the IPv4 address to which browsers send media
 */
export function peerConfiguration(mediaAddress: string): Partial<PeerConfig> {
  return {
    iceServers: [],
    // Only the address below: with its own search werift opens a socket for every interface of the machine.
    iceUseIpv4: false,
    iceUseIpv6: false,
    iceAdditionalHostAddresses: [mediaAddress],
    // A socket on 0.0.0.0 would answer from another address than the one that the browser asked.
    iceInterfaceAddresses: { udp4: mediaAddress },
    bundlePolicy: 'max-bundle',
    codecs: {
      audio: [
        new RTCRtpCodecParameters({
          mimeType: 'audio/opus',
          clockRate: 48_000,
          channels: 2,
          payloadType: 111,
          parameters: 'minptime=10;useinbandfec=1',
        }),
      ],
      video: [
        new RTCRtpCodecParameters({
          mimeType: 'video/VP8',
          clockRate: 90_000,
          payloadType: 96,
          rtcpFeedback: VIDEO_FEEDBACK,
        }),
        new RTCRtpCodecParameters({
          mimeType: 'video/rtx',
          clockRate: 90_000,
          payloadType: 97,
          parameters: 'apt=96',
        }),
      ],
    },
    headerExtensions: { audio: [useSdesMid()], video: [useSdesMid(), useAbsSendTime()] },
  };
}
