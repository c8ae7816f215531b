/** The sentences of devices, seats and the host, in English. */
export const englishSeats = {
  devices: {
    title: 'Camera, microphone and speaker',
    speaker: 'Speaker',
    browsersSpeaker: 'As the browser chooses',
    speakerNumber: (index: number): string => `Speaker ${String(index)}`,
    cameraOffHint: 'Your camera is off and stays off. The choice counts once you turn it on.',
    microphoneOffHint: 'Your microphone is off and stays off. The choice counts once you turn it on.',
    mutedHint: 'You are muted and stay muted.',
    use: (name: string): string => `Use ${name}`,
    goOn: 'Go on without',
    understood: 'All right',
  },

  seat: {
    settings: 'Settings',
    cancel: 'Cancel',
    view: 'Your view of the table',
    actsFor: (name: string): string => `More for ${name}`,
    pin: 'Show large',
    unpin: 'Show as large as the others',
    hideSelf: 'Hide my own picture',
    hiddenHint: 'Only you do not see it. The others see you as before.',
    showSelf: 'Show my picture',
    enterFullscreen: 'Full screen',
    leaveFullscreen: 'Leave full screen',
  },

  host: {
    title: 'As the host',
    asksToMute: 'The host asks you to mute your microphone.',
    acceptMute: 'Mute',
    declineMute: 'Keep it on',
    askToMute: 'Ask to mute',
    askedToMute: (name: string): string => `We asked ${name}, who decides.`,
    remove: 'Take off the table',
    removeQuestion: (name: string): string =>
      `Take ${name} off the table? They lose this seat and see that the host did it.`,
    removeConfirm: 'Yes, take off',
    end: 'End the meal for everybody',
    endQuestion: 'End the meal for everybody? The table is cleared, and nobody can join it any more.',
    endConfirm: 'Yes, end the meal',
  },
};
