/** The version of OpenVidu whose REST and WebSocket are spoken; openvidu-browser compares it with its own. */
export const OPENVIDU_VERSION = '2.32.2';
