/** A camera, microphone or speaker that can be chosen. */
export interface DeviceChoice {
  readonly deviceId: string;
  /** Empty until the browser may tell it. */
  readonly label: string;
}

/**
 * The devices of one kind that can be chosen. Before permission browsers list devices without ids; those cannot be.
 * @param devices what `enumerateDevices` told
 */
export function listChoices(devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly DeviceChoice[] {
  return devices
    .filter((device) => device.kind === kind && device.deviceId !== '')
    .map(({ deviceId, label }) => ({ deviceId, label }));
}
